//! Bytes that mean something to a format, looked for in texts that hardly hold any.

/// How many bytes are looked at together.
const BLOCK: usize = 16;

/// Where the first byte below the space stands, or the first of these.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "without jumps, many bytes are looked at together")]
pub(super) fn first<const N: usize>(bytes: &[u8], marks: [u8; N]) -> Option<usize> {
    let holds = |byte: u8| marks.iter().fold(byte < b' ', |found, &mark| found | (byte == mark));
    // Without a way out within a block, a block takes hardly longer than a byte.
    let any = |block: &[u8; BLOCK]| block.iter().fold(false, |found, &byte| found | holds(byte));
    let (blocks, _) = bytes.as_chunks();
    let before = blocks.iter().take_while(|block| !any(block)).count() * BLOCK;
    // What is behind the last block is seen with the end of that one.
    if before == blocks.len() * BLOCK && bytes.last_chunk().is_some_and(|last| !any(last)) {
        return None;
    }
    let at = bytes.get(before..)?.iter().position(|&byte| holds(byte))?;
    Some(before + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_found_wherever_it_stands() {
        for mark in [b'"', b'\\', 0, 31] {
            for length in 0..3 * BLOCK {
                let mut bytes = vec![b'a'; length];
                assert_eq!(first(&bytes, [b'"', b'\\']), None);
                for at in (0..length).rev() {
                    bytes[at] = mark;
                    assert_eq!(first(&bytes, [b'"', b'\\']), Some(at), "{length}");
                }
            }
        }
    }
}
