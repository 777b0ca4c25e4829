//! A bound on what is on its way from one thread to another: who reads files is quicker than who writes the library, and
//! a hundred thousand articles must not wait in memory.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// How many bytes may be on their way at once; clones share them.
#[derive(Clone, Debug)]
pub struct Allowance {
    most: usize,
    taken: Arc<(Mutex<usize>, Condvar)>,
}

/// Some of it, given back when this is dropped.
#[derive(Debug)]
pub struct Share {
    bytes: usize,
    of: Allowance,
}

impl Allowance {
    /// One of so many bytes.
    pub fn new(bytes: usize) -> Allowance {
        Allowance { most: bytes, taken: Arc::default() }
    }

    /// Takes so many bytes of it, and waits until there are as many. What is more than all of it goes alone.
    pub fn take(&self, bytes: usize) -> Share {
        let bytes = bytes.min(self.most);
        let mut taken = self.taken();
        while *taken + bytes > self.most {
            taken = self.taken.1.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += bytes;
        drop(taken);
        Share { bytes, of: self.clone() }
    }

    /// The number is right even where a panic let go of it.
    fn taken(&self) -> MutexGuard<'_, usize> {
        self.taken.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        *self.of.taken() -= self.bytes;
        self.of.taken.1.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use super::*;

    #[test]
    fn who_takes_too_much_waits() {
        let allowance = Allowance::new(10);
        let (sender, taken) = channel();
        let first = allowance.take(6);
        let other = allowance.clone();
        let taker = thread::spawn(move || {
            for bytes in [4, 6, 100] {
                sender.send((bytes, other.take(bytes))).unwrap();
            }
        });
        let (bytes, second) = taken.recv().unwrap();
        assert_eq!((bytes, *allowance.taken()), (4, 10));
        assert!(taken.try_recv().is_err());
        drop(first);
        let (bytes, third) = taken.recv().unwrap();
        assert_eq!((bytes, *allowance.taken()), (6, 10));
        drop((second, third));
        let (bytes, all) = taken.recv().unwrap();
        assert_eq!((bytes, *allowance.taken()), (100, 10));
        drop(all);
        taker.join().unwrap();
        assert_eq!(*allowance.taken(), 0);
    }
}
