//! Work that is done side by side, with results that are taken in order: each as soon as those before it are, and then no longer kept.
//! No thread does nothing but wait for the others: whichever makes the result that was missing takes it, and all that stand ready behind it.
//! What taking leaves of a result goes back to the thread that made it: memory that another thread gives back costs both more.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::panicking;

use rayon::ThreadPool;

use crate::error::Error;

/// How many results of each thread wait at most for one that takes long. Until it is there, no more is begun.
const AHEAD: usize = 16;

/// Does the work on each thing, on the threads of the pool where there is one, and takes the results in the order of the things. What taking
/// gives is of no more use to anybody.
///
/// # Errors
///
/// The first that taking gives; nothing more is begun then.
pub(super) fn in_order<T: Send, R: Send, L: Send>(
    things: impl IntoIterator<Item = T, IntoIter: Send>,
    pool: Option<&ThreadPool>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<L, Error> + Send,
) -> Result<(), Error> {
    let mut things = things.into_iter();
    let Some(pool) = pool else { return things.try_for_each(|thing| take(work(thing)).map(drop)) };
    let threads = pool.current_num_threads();
    let left = std::iter::repeat_with(Vec::new).take(threads).collect();
    let line = Line {
        state: Mutex::new(State { things, results: VecDeque::new(), taken: 0, left, take: Some(take), ended: None }),
        moved: Condvar::new(),
        ahead: AHEAD * threads,
    };
    pool.broadcast(|thread| line.serve(thread.index(), &work));
    match lock(&line.state).ended.take() {
        Some(End::Failed(error)) => Err(error),
        Some(End::Fell) | None => Ok(()),
    }
}

/// What all threads work at.
struct Line<I, R, L, F> {
    state: Mutex<State<I, R, L, F>>,
    /// Told when there is room again for a result, or the end came.
    moved: Condvar,
    /// How many results may be begun or wait at once.
    ahead: usize,
}

struct State<I, R, L, F> {
    things: I,
    /// From the first that was not taken on, with the thread that made it: none where the work is not done yet.
    results: VecDeque<Option<(usize, R)>>,
    taken: usize,
    /// What is left for each thread to drop.
    left: Vec<Vec<L>>,
    /// What takes them; none while a thread does.
    take: Option<F>,
    ended: Option<End>,
}

/// Why nothing more is begun before all is done.
enum End {
    Failed(Error),
    /// A thread fell over; the pool tells of it.
    Fell,
}

impl<T, I: Iterator<Item = T>, R, L, F: FnMut(R) -> Result<L, Error>> Line<I, R, L, F> {
    /// What a thread does.
    fn serve(&self, thread: usize, work: &impl Fn(T) -> R) {
        let _watch = Watch(self);
        while let Some((at, thing)) = self.begin() {
            self.hand_in(at, (thread, work(thing)));
            let left = lock(&self.state).left.get_mut(thread).map(std::mem::take);
            drop(left);
        }
    }

    /// The next thing, once there is room for its result; none at the end.
    fn begin(&self) -> Option<(usize, T)> {
        let mut state = lock(&self.state);
        while state.ended.is_none() && state.results.len() >= self.ahead {
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.ended.is_some() {
            return None;
        }
        let thing = state.things.next()?;
        state.results.push_back(None);
        Some((state.taken + state.results.len() - 1, thing))
    }

    /// Puts a result into its place. Where it is the one that was missing, it is taken with those behind it.
    fn hand_in(&self, at: usize, result: (usize, R)) {
        let mut state = lock(&self.state);
        let place = at - state.taken;
        if let Some(place) = state.results.get_mut(place) {
            *place = Some(result);
        }
        let Some(mut take) = state.take.take() else { return };
        while state.ended.is_none()
            && let Some((thread, result)) = state.results.front_mut().and_then(Option::take)
        {
            drop(state);
            let taken = take(result);
            state = lock(&self.state);
            let end = match taken {
                Ok(left) => {
                    if let Some(of_thread) = state.left.get_mut(thread) {
                        of_thread.push(left);
                    }
                    None
                }
                Err(error) => Some(End::Failed(error)),
            };
            // Its place is given up only now: what waits to be written is kept as much as what is not yet made.
            let was_full = state.results.len() >= self.ahead;
            state.results.pop_front();
            state.taken += 1;
            state.ended = state.ended.take().or(end);
            // Only then does anybody wait, and telling asks the system.
            if was_full || state.ended.is_some() {
                self.moved.notify_all();
            }
        }
        state.take = Some(take);
    }
}

/// Lets the other threads end as well where one falls over.
struct Watch<'l, I, R, L, F>(&'l Line<I, R, L, F>);

impl<I, R, L, F> Drop for Watch<'_, I, R, L, F> {
    fn drop(&mut self) {
        if panicking() {
            lock(&self.0.state).ended.get_or_insert(End::Fell);
            self.0.moved.notify_all();
        }
    }
}

fn lock<S>(state: &Mutex<S>) -> MutexGuard<'_, S> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use rayon::ThreadPoolBuilder;

    use super::*;
    use crate::locale::Text;

    const PATIENCE: Duration = Duration::from_secs(60);

    fn pool(threads: usize) -> ThreadPool {
        ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
    }

    #[test]
    fn results_come_in_order_whoever_is_first() {
        let pools = [None, Some(pool(1)), Some(pool(4))];
        for pool in &pools {
            let mut taken = Vec::new();
            let work = |at: usize| (0..(1000 - at) * 10).fold(at, |sum, more| sum ^ (more & 1) ^ (more & 1));
            in_order(0..1000, pool.as_ref(), work, |at| {
                taken.push(at);
                Ok(())
            })
            .unwrap();
            assert!(taken.into_iter().eq(0..1000));
        }
    }

    #[test]
    fn a_result_is_taken_before_the_next_is_there() {
        let (tell, told) = channel();
        let told = Mutex::new(told);
        let work = |at: usize| at != 1 || told.lock().unwrap().recv_timeout(PATIENCE).is_ok();
        let mut all = Vec::new();
        in_order(0..100, Some(&pool(2)), work, |fine| {
            all.push(fine);
            tell.send(()).unwrap();
            Ok(())
        })
        .unwrap();
        assert_eq!(all, vec![true; 100]);
    }

    #[test]
    fn a_slow_one_lets_no_more_pile_up_than_may_wait() {
        let (begun, most) = (AtomicUsize::new(0), 2 * AHEAD);
        let (tell, told) = channel();
        let told = Mutex::new(told);
        let work = |at: usize| {
            if begun.fetch_add(1, Ordering::SeqCst) + 1 == most {
                tell.send(()).unwrap();
            }
            // The first takes until all that may be begun beside it are.
            at > 0 || told.lock().unwrap().recv_timeout(PATIENCE).is_ok()
        };
        let mut taken = 0;
        in_order(0..10 * most, Some(&pool(2)), work, |fine| {
            assert!(fine && begun.load(Ordering::SeqCst) <= taken + most, "{taken}");
            taken += 1;
            Ok(())
        })
        .unwrap();
        assert_eq!(taken, 10 * most);
    }

    #[test]
    fn what_goes_wrong_ends_it() {
        for pool in [None, Some(pool(2))] {
            let stop = |at: usize| if at == 3 { Err(Error::Plain(Text::same("full"))) } else { Ok(()) };
            assert!(in_order(0.., pool.as_ref(), |at| at, stop).is_err());
            let work = |at: usize| assert!(at != 3, "three");
            let fell = catch_unwind(AssertUnwindSafe(|| in_order(0..50, pool.as_ref(), work, |()| Ok(()))));
            assert!(fell.is_err());
        }
    }
}
