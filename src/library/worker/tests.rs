//! The worker, heard through its replies. No test waits for anything but a reply.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::annotation::Annotation;
use crate::article::Article;
use crate::library::tests::{READER, add, annotation, annotations, article, deleted, edited, made};
use crate::library::{AddedKind, ArticleId, FileStamp, Step};

/// A worker on the library in `path`, and what it says.
fn start(path: &Path) -> (Worker, Receiver<Reply>) {
    let (sender, replies) = channel();
    let said = move |reply| drop(sender.send(reply));
    (Worker::start(Store::open(path).unwrap(), READER.to_owned(), said).unwrap(), replies)
}

/// The first reply that `wanted` takes; others are passed over.
fn hear<T>(replies: &Receiver<Reply>, mut wanted: impl FnMut(Reply) -> Option<T>) -> T {
    replies.iter().find_map(&mut wanted).expect("the worker ended without the reply")
}

fn addition(name: &str, text: &str) -> Addition {
    Addition::new(format!("sample:{name}"), Arc::new(article(text)), FileStamp::default())
}

/// Opens the article and gives its revision.
fn open(worker: &Worker, replies: &Receiver<Reply>, article: ArticleId) -> crate::library::Revision {
    worker.send(Read::Open(article));
    hear(replies, |reply| match reply {
        Reply::Opened { revision, .. } => Some(revision),
        _ => None,
    })
}

fn library() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    (folder, path)
}

#[test]
fn requests_are_carried_out_in_order_and_finish_waits_for_all() {
    let (_folder, path) = library();
    let (id, revision) = add(&mut Store::open(&path).unwrap(), "a", "評點");
    let (worker, replies) = start(&path);
    let one = annotation("1", "claim", "評點", "點");
    let other = Annotation { label: "fact".into(), ..one.clone() };
    for (ticket, change) in [made(&one), edited(&one, &other), deleted(&other)].into_iter().enumerate() {
        worker.send(Write::Apply { ticket: ticket as u64, article: id, revision, changes: vec![change] });
    }
    worker.send(Write::Undo(id));
    worker.send(Write::Undo(id));
    worker.send(Write::RedoLast);
    worker.send(Write::RedoLast);
    worker.send(Write::RedoLast);
    worker.send(Write::Undo(id));
    worker.send(Write::Remember { key: "theme", value: "墨".into() });
    worker.add(addition("b", "乙"));
    worker.finish().unwrap();

    let told: Vec<Reply> = replies.iter().filter(|reply| !matches!(reply, Reply::Entries(_))).collect();
    let undone = |change| Reply::Undone { article: id, changes: vec![change] };
    let stepped = |step| Reply::Stepped { again: true, step };
    let redone =
        |change| stepped(Some(Step::Changes { article: id, changes: vec![change], quote: "點".into() }));
    assert_eq!(
        told[..9],
        [
            Reply::Saved { ticket: 0 },
            Reply::Saved { ticket: 1 },
            Reply::Saved { ticket: 2 },
            undone(made(&other)),
            undone(edited(&other, &one)),
            redone(edited(&one, &other)),
            redone(deleted(&other)),
            stepped(None),
            undone(made(&other)),
        ]
    );
    assert!(matches!(&told[9..], [Reply::Added { uri, .. }] if uri == "sample:b"));
    let store = Store::open(&path).unwrap();
    assert_eq!(annotations(&store, id), [other]);
    assert_eq!(store.setting("theme").unwrap().as_deref(), Some("墨"));
    assert_eq!(store.count().unwrap(), 2);
}

#[test]
fn a_write_that_finds_the_library_busy_is_kept_and_tried_again_while_reads_go_on() {
    let (_folder, path) = library();
    let (id, _) = add(&mut Store::open(&path).unwrap(), "a", "評點");
    let (worker, replies) = start(&path);
    let revision = open(&worker, &replies, id);

    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let one = annotation("1", "claim", "評點", "點");
    let two = annotation("2", "fact", "評點", "評");
    worker.send(Write::Apply { ticket: 1, article: id, revision, changes: vec![made(&one)] });
    let (ticket, retry) = hear(&replies, |reply| match reply {
        Reply::Unsaved { ticket, retry, .. } => Some((ticket, retry)),
        _ => None,
    });
    assert_eq!((ticket, retry), (1, true));
    worker.send(Write::Apply { ticket: 2, article: id, revision, changes: vec![made(&two)] });
    worker.add(addition("b", "乙"));
    worker.send(Read::List);
    let listed = hear(&replies, |reply| match reply {
        Reply::Entries(entries) => Some(entries.len()),
        Reply::Saved { .. } | Reply::Added { .. } => panic!("written while another program writes"),
        _ => None,
    });
    assert_eq!(listed, 1);

    other.execute_batch("COMMIT").unwrap();
    let saved = |reply| match reply {
        Reply::Saved { ticket } => Some(ticket),
        _ => None,
    };
    assert_eq!(hear(&replies, saved), 1);
    assert_eq!(hear(&replies, saved), 2);
    worker.finish().unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(annotations(&store, id), [two, one]);
    assert_eq!(store.count().unwrap(), 2);
}

#[test]
fn an_article_that_is_known_is_shown_though_nothing_can_be_written() {
    let (_folder, path) = library();
    let (id, _) = add(&mut Store::open(&path).unwrap(), "a", "評點");
    let (worker, replies) = start(&path);
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    for (name, text) in [("a", "評點"), ("b", "評點"), ("c", "丙"), ("a", "改")] {
        worker.add(addition(name, text));
    }
    let shown = || {
        hear(&replies, |reply| match reply {
            Reply::Added { uri, added } => Some((uri, added)),
            _ => None,
        })
    };
    let known = crate::library::Added { id, kind: AddedKind::Known };
    assert_eq!([shown(), shown()], [("sample:a".to_owned(), known), ("sample:b".to_owned(), known)]);
    other.execute_batch("COMMIT").unwrap();
    worker.finish().unwrap();
    assert_eq!(Store::open(&path).unwrap().count().unwrap(), 2);
}

#[test]
fn what_other_files_of_the_folder_repeat_is_told_of_the_open_article() {
    let (_folder, path) = library();
    let (worker, replies) = start(&path);
    let notice = "按此訂閱每週一次的電子報，隨時可以取消。";
    let page = |name: &str| {
        let text = format!("題目{name}\n\n{name}{name}{name}到了港口。\n\n{notice}");
        let uri = format!("file:///texts/{name}.txt");
        Addition::new(uri, Arc::new(Article::from_text(text)), FileStamp::default())
    };
    let added = |replies: &Receiver<Reply>| {
        hear(replies, |reply| match reply {
            Reply::Added { added, .. } => Some(added.id),
            Reply::Notices { .. } => panic!("nothing is repeated yet"),
            _ => None,
        })
    };
    worker.add(page("甲"));
    let first = added(&replies);
    worker.send(Read::Adopt(first));
    worker.add(page("乙"));
    added(&replies);
    worker.send(Read::Notices);
    worker.add(page("丙"));
    let last = added(&replies);
    let told = |replies: &Receiver<Reply>| {
        hear(replies, |reply| match reply {
            Reply::Notices { article, notices, .. } => Some((article, notices)),
            _ => None,
        })
    };
    let text = |id| Store::open(&path).unwrap().text(id).unwrap().text;
    for (read, id) in [(Read::Notices, first), (Read::Adopt(last), last)] {
        worker.send(read);
        let (article, notices) = told(&replies);
        let words: Vec<String> = notices.iter().map(|span| span.of(&text(id)).to_owned()).collect();
        assert_eq!((article, words), (id, vec![notice.to_owned()]));
    }
    worker.finish().unwrap();
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_until_the_end_is_said() {
    let (folder, path) = library();
    let (id, _) = add(&mut Store::open(&path).unwrap(), "a", "評點");
    let (worker, replies) = start(&path);
    let revision = open(&worker, &replies, id);
    std::fs::rename(&path, folder.path().join("away.db")).unwrap();
    let one = annotation("1", "claim", "評點", "點");
    worker.send(Write::Apply { ticket: 1, article: id, revision, changes: vec![made(&one)] });
    worker.add(addition("b", "乙"));
    let unfinished = worker.finish().unwrap_err();
    assert_eq!(unfinished.writes, 2);
    assert!(unfinished.to_string().contains("deleted, moved or replaced"), "{unfinished}");
}

#[test]
fn a_conflict_is_said_once_and_what_is_stored_is_shown() {
    let (_folder, path) = library();
    let (id, _) = add(&mut Store::open(&path).unwrap(), "a", "評點");
    let (worker, replies) = start(&path);
    let revision = open(&worker, &replies, id);
    let one = annotation("1", "claim", "評點", "點");
    worker.send(Write::Apply { ticket: 7, article: id, revision, changes: vec![deleted(&one)] });
    worker.finish().unwrap();
    let told: Vec<Reply> = replies.iter().collect();
    assert!(matches!(told[0], Reply::Unsaved { ticket: 7, retry: false, .. }), "{told:?}");
    assert_eq!(
        told[1..],
        [Reply::Annotations { article: id, revision: None, annotations: Vec::new(), links: Vec::new() }]
    );
}

#[test]
fn changes_of_another_program_come_unasked() {
    let (_folder, path) = library();
    let mut other = Store::open(&path).unwrap();
    let (id, revision) = add(&mut other, "a", "評點");
    let (worker, replies) = start(&path);
    open(&worker, &replies, id);

    let one = annotation("1", "claim", "評點", "點");
    other.apply(id, revision, "另一位", &[made(&one)]).unwrap();
    // Where the system does not tell, whatever is asked next brings it out.
    worker.send(Read::Reached(1));
    let shown = hear(&replies, |reply| match reply {
        Reply::Annotations { article, annotations, .. } if !annotations.is_empty() => {
            Some((article, annotations))
        }
        _ => None,
    });
    assert_eq!((shown.0, &shown.1[0]), (id, &one));

    other.add("sample:a", &article("增評點"), FileStamp::default()).unwrap();
    worker.send(Read::Reached(1));
    let reopened = hear(&replies, |reply| match reply {
        Reply::Opened { article, annotations, .. } => Some((article.text.clone(), annotations[0].span.start)),
        _ => None,
    });
    assert_eq!(reopened, ("增評點".to_owned(), "增評".len()));

    other.delete(id).unwrap();
    worker.send(Read::Reached(1));
    hear(&replies, |reply| (reply == Reply::Gone(id)).then_some(()));
    worker.finish().unwrap();
}

#[test]
fn ones_own_changes_come_once() {
    let (_folder, path) = library();
    let (id, _) = add(&mut Store::open(&path).unwrap(), "a", "評點");
    let (worker, replies) = start(&path);
    let revision = open(&worker, &replies, id);
    for n in 0..20 {
        let one = annotation(&n.to_string(), "claim", "評點", "點");
        worker.send(Write::Apply { ticket: n, article: id, revision, changes: vec![made(&one)] });
        assert_eq!(hear(&replies, |reply| matches!(reply, Reply::Entries(_)).then_some(())), ());
    }
    worker.finish().unwrap();
    let rest: Vec<Reply> = replies.iter().collect();
    assert_eq!(rest, []);
}

#[test]
fn two_workers_see_each_other_and_come_to_rest() {
    let (_folder, path) = library();
    let (id, _) = add(&mut Store::open(&path).unwrap(), "a", "評點");
    let (left, left_hears) = start(&path);
    let (right, right_hears) = start(&path);
    let revision = open(&left, &left_hears, id);
    open(&right, &right_hears, id);
    for n in 0..10 {
        let one = annotation(&n.to_string(), "claim", "評點", "點");
        left.send(Write::Apply { ticket: n, article: id, revision, changes: vec![made(&one)] });
    }
    left.finish().unwrap();
    right.send(Read::Reached(1));
    hear(&right_hears, |reply| match reply {
        Reply::Annotations { annotations, .. } => (annotations.len() == 10).then_some(()),
        _ => None,
    });
    right.finish().unwrap();
    // A change that came while the last look was under way is shown once more, and then there is rest.
    assert!(right_hears.iter().filter(|reply| matches!(reply, Reply::Annotations { .. })).count() <= 1);
}

#[test]
fn an_open_article_with_new_words_is_opened_anew() {
    let (_folder, path) = library();
    let (id, _) = add(&mut Store::open(&path).unwrap(), "a", "評點");
    let (worker, replies) = start(&path);
    let revision = open(&worker, &replies, id);
    worker.add(addition("a", "新評點"));
    let (text, now) = hear(&replies, |reply| match reply {
        Reply::Added { added, .. } => {
            assert!(matches!(added.kind, AddedKind::Revised { .. }));
            None
        }
        Reply::Opened { article, revision, .. } => Some((article.text.clone(), revision)),
        _ => None,
    });
    assert_eq!(text, "新評點");
    assert_ne!(now, revision);
    let late = annotation("1", "claim", "評點", "點");
    worker.send(Write::Apply { ticket: 1, article: id, revision, changes: vec![made(&late)] });
    hear(&replies, |reply| matches!(reply, Reply::Unsaved { retry: false, .. }).then_some(()));
    worker.finish().unwrap();
}

#[test]
fn a_panic_costs_its_own_request_alone() {
    let (_folder, path) = library();
    let (worker, replies) = start(&path);
    worker.run(|_| panic!("as the test wants it"));
    worker.add(addition("a", "評點"));
    worker.finish().unwrap();
    let told: Vec<Reply> = replies.iter().collect();
    assert!(matches!(told[0], Reply::Failed { retry: false, .. }), "{told:?}");
    assert!(matches!(told[2], Reply::Added { .. }), "{told:?}");
}

#[test]
fn many_articles_are_added_without_holding_up_a_key() {
    let (_folder, path) = library();
    let (id, revision) = add(&mut Store::open(&path).unwrap(), "a", "評點");
    let (worker, replies) = start(&path);
    let post = worker.post();
    // All is sent before anything is heard, so that it waits together.
    worker.run(move |_| {
        for n in 0..200 {
            assert!(post.add(addition(&n.to_string(), &format!("文{n}"))));
        }
        let one = annotation("1", "claim", "評點", "點");
        assert!(post.send(Write::Apply { ticket: 1, article: id, revision, changes: vec![made(&one)] }));
        assert!(post.send(Write::Place { article: id, revision: None, position: 0, read_to: 3 }));
        assert!(post.send(Write::Place { article: id, revision: None, position: 3, read_to: 6 }));
    });
    let first = hear(&replies, |reply| match reply {
        Reply::Saved { .. } | Reply::Added { .. } => Some(reply),
        _ => None,
    });
    assert_eq!(first, Reply::Saved { ticket: 1 });
    let mut added = 0;
    hear(&replies, |reply| {
        added += usize::from(matches!(reply, Reply::Added { .. }));
        (added == 200).then_some(())
    });
    worker.finish().unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.count().unwrap(), 201);
    assert_eq!((store.entry(id).unwrap().position, store.entry(id).unwrap().read_to), (3, 6));
}

#[test]
fn a_batch_of_large_articles_is_small() {
    let mut backlog = backlog::Backlog::default();
    assert_eq!(backlog.batch(), 0);
    let large = "x".repeat(3 << 20);
    for n in 0..3 {
        let (uri, article) = (format!("sample:{n}"), Arc::new(article(&large)));
        let stamp = FileStamp::default();
        backlog.additions.push_back(Addition::new(uri, article, stamp));
    }
    assert_eq!(backlog.batch(), 2);
}

#[test]
fn changes_that_wait_are_written_together_and_one_that_is_refused_takes_no_other_with_it() {
    let (_folder, path) = library();
    let mut store = Store::open(&path).unwrap();
    let (id, revision) = add(&mut store, "a", "評點");
    let (other, _) = add(&mut store, "b", "乙");
    drop(store);
    let (worker, replies) = start(&path);
    let post = worker.post();
    let known = annotation("known", "claim", "評點", "點");
    worker.run(move |_| {
        let apply = |ticket, article, changes| Write::Apply { ticket, article, revision, changes };
        for ticket in 0..500 {
            let one = annotation(&ticket.to_string(), "claim", "評點", "點");
            let request = match ticket {
                // Deleted before it was there, on another article's text, and nowhere.
                100 => apply(ticket, id, vec![made(&one), deleted(&known)]),
                200 => apply(ticket, other, vec![made(&one)]),
                300 => apply(ticket, ArticleId(99), vec![made(&one)]),
                _ => apply(ticket, id, vec![made(&one)]),
            };
            assert!(post.send(request));
            if ticket == 250 {
                assert!(post.send(Write::Place { article: id, revision: None, position: 3, read_to: 3 }));
            }
        }
    });
    let (mut saved, mut refused, mut shown) = (Vec::new(), Vec::new(), 0);
    hear(&replies, |reply| {
        match reply {
            Reply::Saved { ticket } => saved.push(ticket),
            Reply::Unsaved { ticket, retry: false, .. } => refused.push(ticket),
            Reply::Entries(_) => shown += 1,
            _ => {}
        }
        saved.ends_with(&[499]).then_some(())
    });
    worker.finish().unwrap();
    assert_eq!(refused, [100, 200, 300]);
    assert!(saved.is_sorted() && saved.len() == 497);
    assert!(shown < 10, "an article's line is shown once for many changes");
    let store = Store::open(&path).unwrap();
    let names: Vec<String> = annotations(&store, id).into_iter().map(|annotation| annotation.id.0).collect();
    assert!(
        names.len() == 497 && !["100", "200", "300"].iter().any(|name| names.contains(&(*name).to_owned()))
    );
    assert_eq!(store.entry(id).unwrap().position, 3);
    drop(store);
    // Each is a step of its own for undo.
    let mut store = Store::open(&path).unwrap();
    store.undo(id, READER).unwrap();
    assert_eq!(annotations(&store, id).len(), 496);
}
