//! Messages as they stand on a stream: a head that says how long each is, and JSON. What cannot be read is told and skipped; only the
//! end of the stream ends it.

use std::io::{self, BufRead, Read, Write};

use serde_json::Value;

/// How long a message may be, in bytes.
const LONGEST: u64 = 64 << 20;
/// How long a line of a head may be, in bytes.
const LONGEST_LINE: u64 = 8 << 10;

/// What came in.
#[derive(Debug, PartialEq)]
pub(crate) enum Heard {
    /// A message, whatever it says.
    Json(Value),
    /// Bytes that are none.
    Noise(String),
}

impl Heard {
    /// The id of a request, as JSON writes it.
    pub(crate) fn asks(&self) -> Option<String> {
        let Self::Json(message) = self else { return None };
        message.get("method")?;
        message.get("id").map(Value::to_string)
    }

    /// The id of the request that a message withdraws.
    pub(crate) fn withdraws(&self) -> Option<String> {
        let Self::Json(message) = self else { return None };
        let is_so = message.get("method").is_some_and(|method| method == "$/cancelRequest");
        message.pointer("/params/id").filter(|_| is_so).map(Value::to_string)
    }
}

/// The next message; none at the end of the stream.
///
/// # Errors
///
/// When the stream cannot be read.
pub(crate) fn read(stream: &mut impl BufRead) -> io::Result<Option<Heard>> {
    let mut length = None;
    let mut is_begun = false;
    loop {
        let mut line = Vec::new();
        if stream.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        match (line.split_once(':'), length) {
            (Some((name, value)), _) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse::<u64>().ok();
                is_begun = true;
            }
            (None, Some(length)) if line.is_empty() => return body(stream, length),
            (None, None) if line.is_empty() && is_begun => {
                return Ok(Some(Heard::Noise("the head names no length of the message".to_owned())));
            }
            _ => is_begun |= !line.is_empty(),
        }
    }
}

fn body(stream: &mut impl BufRead, length: u64) -> io::Result<Option<Heard>> {
    let mut body = stream.take(length);
    if length > LONGEST {
        io::copy(&mut body, &mut io::sink())?;
        return Ok(Some(Heard::Noise(format!("the message has {length} bytes, more than {LONGEST}"))));
    }
    let mut bytes = Vec::new();
    body.read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Ok(None);
    }
    Ok(Some(match serde_json::from_slice(&bytes) {
        Ok(value) => Heard::Json(value),
        Err(error) => Heard::Noise(format!("the message is no JSON: {error}")),
    }))
}

/// Writes a message.
///
/// # Errors
///
/// When the stream cannot be written.
pub(crate) fn write(stream: &mut impl Write, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    write!(stream, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    stream.flush()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn all(bytes: &[u8]) -> Vec<Heard> {
        let mut stream = bytes;
        let mut heard = Vec::new();
        while let Some(next) = read(&mut stream).unwrap() {
            heard.push(next);
        }
        heard
    }

    #[test]
    fn what_is_written_is_read() {
        let mut bytes = Vec::new();
        for message in [json!({ "a": "模型😀" }), json!([1]), json!(null)] {
            write(&mut bytes, &message).unwrap();
        }
        assert_eq!(
            all(&bytes),
            [Heard::Json(json!({ "a": "模型😀" })), Heard::Json(json!([1])), Heard::Json(json!(null))]
        );
    }

    #[test]
    fn noise_is_told_and_the_next_message_is_read() {
        for noise in [
            &b"Content-Length: 3\r\n\r\n{\"a"[..],
            b"Content-Length: 2\r\n\r\n\xff\xfe",
            b"Content-Length: many\r\n\r\n",
            b"Content-Length: -1\r\n\r\n",
            b"hello\r\n\r\n",
        ] {
            let whole = [noise, b"content-length:2\nContent-Type: x\n\n{}"].concat();
            let heard = all(&whole);
            assert!(matches!(heard.as_slice(), [Heard::Noise(_), Heard::Json(_)]), "{heard:?}");
        }
    }

    #[test]
    fn a_length_that_nothing_follows_takes_no_memory_and_ends() {
        for length in ["5", "67108864", "67108865", "18446744073709551615"] {
            let heard = all(format!("Content-Length: {length}\r\n\r\n{{}}").as_bytes());
            assert!(heard.iter().all(|heard| matches!(heard, Heard::Noise(_))), "{length}: {heard:?}");
        }
        assert_eq!(all(&vec![b'x'; 100_000]), []);
    }
}
