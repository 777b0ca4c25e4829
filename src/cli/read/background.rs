//! Threads that answer what takes long, one at a time each: the newest question of a kind takes the place of older ones, the
//! library is opened once more with the first question that needs it, and a question that breaks down is answered too.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::opened::Opened;

/// What can be asked of a thread.
pub trait Replaceable: Send + 'static {
    /// How many kinds of questions there are that take the place of older ones.
    const KINDS: usize;

    /// Of which kind it is, below [`Self::KINDS`]; `None` where it is answered whatever is asked after it.
    fn kind(&self) -> Option<usize>;
}

/// A thread that answers questions.
pub struct Background<Q> {
    questions: Sender<Asked<Q>>,
    newest: Arc<Newest>,
    /// How many questions were asked.
    asked: u64,
}

/// A question that was asked.
pub struct Asked<Q> {
    /// It.
    pub question: Q,
    /// The how manieth it is, from 1.
    number: u64,
}

/// The questions on their way to a thread.
pub struct Questions<Q> {
    asked: Receiver<Asked<Q>>,
    /// Those that came while another was being answered.
    waiting: VecDeque<Asked<Q>>,
    newest: Arc<Newest>,
}

/// The numbers of the newest questions.
struct Newest {
    /// Of each kind.
    of_kind: Vec<AtomicU64>,
    /// Of any kind.
    any: AtomicU64,
}

impl<Q: Replaceable> Background<Q> {
    /// Starts the thread, which does `work` for each question that nothing took the place of.
    ///
    /// # Errors
    ///
    /// Where the system gives no thread.
    pub fn start<T: Send + 'static>(
        name: &str,
        mut library: Opened<T>,
        mut work: impl FnMut(&mut Opened<T>, &mut Questions<Q>, Asked<Q>) + Send + 'static,
    ) -> io::Result<Background<Q>> {
        let (questions, asked) = mpsc::channel();
        let of_kind = (0..Q::KINDS).map(|_| AtomicU64::new(0)).collect();
        let newest = Arc::new(Newest { of_kind, any: AtomicU64::new(0) });
        let mut to_answer = Questions { asked, waiting: VecDeque::new(), newest: Arc::clone(&newest) };
        let answer = move || {
            while let Some(question) = to_answer.next() {
                work(&mut library, &mut to_answer, question);
            }
        };
        thread::Builder::new().name(name.to_owned()).spawn(answer)?;
        Ok(Background { questions, newest, asked: 0 })
    }

    /// Asks; says whether there is anybody to answer.
    pub fn ask(&mut self, question: Q) -> bool {
        self.asked += 1;
        self.newest.any.store(self.asked, Ordering::Relaxed);
        if let Some(of_kind) = question.kind().and_then(|kind| self.newest.of_kind.get(kind)) {
            of_kind.store(self.asked, Ordering::Relaxed);
        }
        self.questions.send(Asked { question, number: self.asked }).is_ok()
    }
}

impl<Q: Replaceable> Questions<Q> {
    /// The next question that nothing took the place of; `None` where nobody asks any more.
    fn next(&mut self) -> Option<Asked<Q>> {
        loop {
            let asked = self.waiting.pop_front().or_else(|| self.asked.recv().ok())?;
            let kind = asked.question.kind();
            if !kind.is_some_and(|kind| self.newest.is_older(kind, asked.number)) {
                return Some(asked);
            }
        }
    }

    /// What tells whether a newer question took the place of this one, at any moment.
    pub fn is_replaced(&self, asked: &Asked<Q>) -> impl Fn() -> bool + use<Q> {
        let (newest, kind, number) = (Arc::clone(&self.newest), asked.question.kind(), asked.number);
        move || kind.is_some_and(|kind| newest.is_older(kind, number))
    }

    /// What tells whether anything at all was asked after this one.
    pub fn is_followed(&self, asked: &Asked<Q>) -> impl Fn() -> bool + use<Q> {
        let (newest, number) = (Arc::clone(&self.newest), asked.number);
        move || newest.any.load(Ordering::Relaxed) != number
    }

    /// The questions that came meanwhile and `wanted` takes; the others wait.
    pub fn meanwhile(&mut self, wanted: impl Fn(&Q) -> bool) -> Vec<Asked<Q>> {
        let mut taken = Vec::new();
        for asked in self.asked.try_iter() {
            if wanted(&asked.question) { taken.push(asked) } else { self.waiting.push_back(asked) }
        }
        taken
    }
}

impl Newest {
    fn is_older(&self, kind: usize, number: u64) -> bool {
        self.of_kind.get(kind).is_some_and(|newest| newest.load(Ordering::Relaxed) > number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Store;

    /// Letters are of one kind; digits are all answered.
    struct One(char);

    impl Replaceable for One {
        const KINDS: usize = 1;

        fn kind(&self) -> Option<usize> {
            self.0.is_alphabetic().then_some(0)
        }
    }

    #[test]
    fn the_newest_of_a_kind_is_answered_and_what_breaks_down_does_not_end_the_thread() {
        let (answers, heard) = mpsc::channel();
        let (go_on, held) = mpsc::channel::<()>();
        let library = Opened::new("nowhere.db".into(), |store: Store| store);
        let work = move |library: &mut Opened<Store>, _: &mut Questions<One>, asked: Asked<One>| {
            let One(letter) = asked.question;
            let answer = library.answer("counting", |_| if letter == '9' { panic!("9") } else { Ok(letter) });
            let _ = answers.send(answer);
            let _ = held.recv();
        };
        let mut background = Background::start("testing", library, work).unwrap();
        assert!(background.ask(One('a')));
        assert_eq!(heard.recv().unwrap(), Ok('a'));
        for letter in "bc1d92e".chars() {
            assert!(background.ask(One(letter)));
        }
        drop(go_on);
        let told: Vec<Result<char, String>> = (0..4).map(|_| heard.recv().unwrap()).collect();
        let broken = Err("counting broke down; this is an error in the program".to_owned());
        assert_eq!(told, [Ok('1'), broken, Ok('2'), Ok('e')]);
    }
}
