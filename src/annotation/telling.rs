//! Changes in words, for logs. What the words quote is raw: whoever shows them makes it visible.

use std::collections::BTreeSet;

use super::{Annotation, Change, Edit, Link};

impl Change {
    /// What was done, a phrase each: `claim made`, `label claim -> fact`, `source 港務局`, `borders moved`.
    pub fn told(&self) -> Vec<String> {
        match self {
            Change::Annotation(edit) => annotation(edit),
            Change::Link(edit) => link(edit),
        }
    }
}

fn annotation(edit: &Edit<Annotation>) -> Vec<String> {
    let (before, after) = match (&edit.before, &edit.after) {
        (Some(before), Some(after)) => (before, after),
        (Some(gone), None) => return vec![format!("{} deleted", gone.label)],
        (None, Some(new)) => {
            let bare = Annotation {
                note: String::new(),
                source: String::new(),
                attributes: Default::default(),
                ..new.clone()
            };
            return std::iter::once(format!("{} made", new.label)).chain(changed(&bare, new)).collect();
        }
        (None, None) => return Vec::new(),
    };
    changed(before, after)
}

fn changed(before: &Annotation, after: &Annotation) -> Vec<String> {
    let mut told = Vec::new();
    told.extend(value("label", Some(&before.label), Some(&after.label)));
    if before.span != after.span {
        told.push("borders moved".to_owned());
    }
    told.extend(value("source", filled(&before.source), filled(&after.source)));
    let names: BTreeSet<&String> = before.attributes.keys().chain(after.attributes.keys()).collect();
    for name in names {
        let (was, is) = (before.attributes.get(name), after.attributes.get(name));
        told.extend(value(name, was.map(String::as_str), is.map(String::as_str)));
    }
    // An older note is rarely worth its room.
    if before.note != after.note {
        told.extend(value(
            "note",
            filled(&before.note).filter(|_| after.note.is_empty()),
            filled(&after.note),
        ));
    }
    told.extend(value("reader", Some(&before.reader), Some(&after.reader)));
    told
}

fn link(edit: &Edit<Link>) -> Vec<String> {
    match (&edit.before, &edit.after) {
        (None, Some(new)) => {
            let note = value("note", None, filled(&new.note));
            std::iter::once(format!("linked: {}", new.kind.forwards())).chain(note).collect()
        }
        (Some(gone), None) => vec![format!("unlinked: {}", gone.kind.forwards())],
        (Some(before), Some(after)) => {
            let mut told = Vec::new();
            told.extend(value("link", Some(before.kind.name()), Some(after.kind.name())));
            if (&before.from, &before.to) == (&after.to, &after.from) {
                told.push("link turned round".to_owned());
            }
            told.extend(value("note", filled(&before.note), filled(&after.note)));
            told
        }
        (None, None) => Vec::new(),
    }
}

fn value(name: &str, before: Option<&str>, after: Option<&str>) -> Option<String> {
    match (before, after) {
        (before, after) if before == after => None,
        (Some(before), Some(after)) => Some(format!("{name} {before} -> {after}")),
        (None, Some(after)) => Some(format!("{name} {after}")),
        (Some(before), None) => Some(format!("{name} {before} taken off")),
        (None, None) => None,
    }
}

fn filled(words: &str) -> Option<&str> {
    Some(words).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::annotation::{AnnotationId, LinkId, LinkKind};
    use crate::text::Span;

    fn claim() -> Annotation {
        Annotation {
            id: AnnotationId("1".into()),
            span: Span::new(0, 9),
            label: "claim".into(),
            note: String::new(),
            source: String::new(),
            attributes: BTreeMap::new(),
            reader: "me".into(),
        }
    }

    fn told(before: Option<Annotation>, after: Option<Annotation>) -> String {
        Change::from(Edit { before, after }).told().join("; ")
    }

    #[test]
    fn what_was_done_to_an_annotation() {
        let sourced = Annotation { source: "港務局".into(), note: "查".into(), ..claim() };
        assert_eq!(told(None, Some(claim())), "claim made");
        assert_eq!(told(None, Some(sourced.clone())), "claim made; source 港務局; note 查");
        assert_eq!(told(Some(claim()), None), "claim deleted");
        assert_eq!(told(Some(claim()), Some(claim())), "");
        let other =
            Annotation { label: "fact".into(), span: Span::new(0, 3), source: "公司".into(), ..claim() };
        assert_eq!(
            told(Some(sourced), Some(other)),
            "label claim -> fact; borders moved; source 港務局 -> 公司; note 查 taken off"
        );
        let sure = Annotation { attributes: [("certainty".into(), "sure".into())].into(), ..claim() };
        assert_eq!(told(Some(claim()), Some(sure.clone())), "certainty sure");
        assert_eq!(told(Some(sure), Some(claim())), "certainty sure taken off");
    }

    #[test]
    fn what_was_done_to_a_link() {
        let (from, to) = (AnnotationId("1".into()), AnnotationId("2".into()));
        let link = Link {
            id: LinkId("3".into()),
            from: from.clone(),
            to: to.clone(),
            kind: LinkKind::Supports,
            note: String::new(),
            reader: "me".into(),
        };
        let turned = Link { kind: LinkKind::Same, from: to, to: from, ..link.clone() };
        let told = |before, after| Change::from(Edit { before, after }).told().join("; ");
        assert_eq!(told(None, Some(link.clone())), "linked: supports");
        assert_eq!(told(Some(link.clone()), Some(turned)), "link supports -> same; link turned round");
        assert_eq!(told(Some(link), None), "unlinked: supports");
    }
}
