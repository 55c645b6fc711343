//! Work that is done side by side, with results that are taken in order: each as soon as those before it are, and then no longer kept.

use std::collections::VecDeque;
use std::sync::mpsc::sync_channel;

use rayon::ThreadPool;

use crate::error::Error;

/// How many results of each thread wait at most for one that takes long. Until it is there, no more is begun.
const AHEAD: usize = 16;

/// Does the work on each thing, on the threads of the pool where there is one, and takes the results in the order of the things.
///
/// # Errors
///
/// The first that taking gives; nothing more is begun then.
pub(super) fn in_order<T: Send, R: Send>(
    things: impl IntoIterator<Item = T>,
    pool: Option<&ThreadPool>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut things = things.into_iter();
    let Some(pool) = pool else { return things.try_for_each(|thing| take(work(thing))) };
    let (work, ahead) = (&work, AHEAD * pool.current_num_threads());
    pool.in_place_scope_fifo(|scope| {
        let mut waited_for = VecDeque::with_capacity(ahead);
        loop {
            for thing in things.by_ref().take(ahead - waited_for.len()) {
                let (tell, told) = sync_channel(1);
                // Nobody listens any more where taking went wrong.
                scope.spawn_fifo(move |_| drop(tell.send(work(thing))));
                waited_for.push_back(told);
            }
            let Some(next) = waited_for.pop_front() else { return Ok(()) };
            // A thread that fell over has nothing to tell; the scope does.
            let Ok(result) = next.recv() else { return Ok(()) };
            take(result)?;
        }
    })
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
