//! Bytes of a file, through a buffer for each direction.
//!
//! *Invariant:* the file's own position is behind the read buffer and before the write buffer; at most one of them holds anything.

use std::cell::RefCell;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};

use super::mode::Mode;
use super::{host_error, unsupported};
use crate::{Error, Result, Value, errors};

const BUFFER: usize = 8192;

struct State {
    file: Option<File>,
    read: Vec<u8>,
    /// What of `read` has been given out.
    taken: usize,
    written: Vec<u8>,
}

/// An open file.
pub(super) struct Raw {
    state: RefCell<State>,
    mode: Mode,
}

fn host<T>(result: std::io::Result<T>) -> Result<T> {
    result.map_err(|error| host_error(&error, None))
}

fn closed() -> Error {
    errors::value_error("I/O operation on closed file.")
}

impl Raw {
    pub(super) fn open(path: &str, name: &Value, mode: &Mode) -> Result<Raw> {
        let mut options = OpenOptions::new();
        options
            .read(mode.reads)
            .write(mode.writes && !mode.appends)
            .append(mode.appends);
        options
            .truncate(mode.truncates)
            .create(mode.truncates || mode.appends)
            .create_new(mode.creates);
        let opened = options.open(path).and_then(|file| match file.metadata() {
            Ok(metadata) if metadata.is_dir() => {
                Err(std::io::Error::from(std::io::ErrorKind::IsADirectory))
            }
            _ => Ok(file),
        });
        let file = opened.map_err(|error| host_error(&error, Some(name)))?;
        let state = State {
            file: Some(file),
            read: Vec::new(),
            taken: 0,
            written: Vec::new(),
        };
        Ok(Raw {
            state: RefCell::new(state),
            mode: *mode,
        })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.state.borrow().file.is_none()
    }

    pub(super) fn check_open(&self) -> Result<()> {
        if self.is_closed() {
            Err(closed())
        } else {
            Ok(())
        }
    }

    pub(super) fn check_readable(&self, text: &str) -> Result<()> {
        self.check_open()?;
        if self.mode.reads {
            Ok(())
        } else {
            Err(unsupported(text))
        }
    }

    pub(super) fn check_writable(&self, text: &str) -> Result<()> {
        self.check_open()?;
        if self.mode.writes {
            Ok(())
        } else {
            Err(unsupported(text))
        }
    }

    pub(super) fn flush(&self) -> Result<()> {
        let mut state = self.state.borrow_mut();
        let written = std::mem::take(&mut state.written);
        let Some(file) = &mut state.file else {
            return Err(closed());
        };
        if written.is_empty() {
            return Ok(());
        }
        host(file.write_all(&written))
    }

    pub(super) fn close(&self) -> Result<()> {
        if self.is_closed() {
            return Ok(());
        }
        let flushed = self.flush();
        let file = self.state.borrow_mut().file.take();
        drop(file);
        flushed
    }

    pub(super) fn write(&self, bytes: &[u8]) -> Result<()> {
        self.forget_read()?;
        let is_full = {
            let mut state = self.state.borrow_mut();
            state.written.extend_from_slice(bytes);
            state.written.len() >= BUFFER
        };
        if is_full { self.flush() } else { Ok(()) }
    }

    /// Goes back over what was read ahead.
    fn forget_read(&self) -> Result<()> {
        let mut state = self.state.borrow_mut();
        let ahead = (state.read.len() - state.taken) as i64;
        state.read.clear();
        state.taken = 0;
        match &mut state.file {
            Some(file) if ahead > 0 => host(file.seek(SeekFrom::Current(-ahead))).map(|_| ()),
            Some(_) => Ok(()),
            None => Err(closed()),
        }
    }

    /// Reads ahead; false at the end of the file.
    fn fill(&self) -> Result<bool> {
        if !self.state.borrow().written.is_empty() {
            self.flush()?;
        }
        let mut state = self.state.borrow_mut();
        let State {
            file, read, taken, ..
        } = &mut *state;
        let Some(file) = file else {
            return Err(closed());
        };
        read.drain(..*taken);
        *taken = 0;
        let length = read.len();
        read.resize(length + BUFFER, 0);
        let count = file.read(&mut read[length..]);
        read.truncate(length + *count.as_ref().unwrap_or(&0));
        host(count).map(|count| count > 0)
    }

    /// What is read ahead.
    fn ahead<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        let state = self.state.borrow();
        look(&state.read[state.taken..])
    }

    fn take(&self, count: usize) -> Vec<u8> {
        let mut state = self.state.borrow_mut();
        let start = state.taken;
        state.taken = (start + count).min(state.read.len());
        state.read[start..state.taken].to_vec()
    }

    pub(super) fn read_all(&self) -> Result<Vec<u8>> {
        while self.fill()? {}
        Ok(self.take(usize::MAX / 2))
    }

    pub(super) fn read(&self, count: usize) -> Result<Vec<u8>> {
        while self.ahead(<[u8]>::len) < count && self.fill()? {}
        Ok(self.take(count))
    }

    /// Up to and with the end of a line, as `ends` finds it: how long the line is, if its end is in sight. The second argument
    /// says that nothing follows.
    pub(super) fn read_until(
        &self,
        ends: impl Fn(&[u8], bool) -> Option<usize>,
    ) -> Result<Vec<u8>> {
        loop {
            if let Some(length) = self.ahead(|bytes| ends(bytes, false)) {
                return Ok(self.take(length));
            }
            if !self.fill()? {
                let length = self.ahead(|bytes| ends(bytes, true).unwrap_or(bytes.len()));
                return Ok(self.take(length));
            }
        }
    }

    pub(super) fn tell(&self) -> Result<i64> {
        let mut state = self.state.borrow_mut();
        let (ahead, behind) = (
            (state.read.len() - state.taken) as i64,
            state.written.len() as i64,
        );
        match &mut state.file {
            Some(file) => Ok(host(file.stream_position())? as i64 - ahead + behind),
            None => Err(closed()),
        }
    }

    pub(super) fn seek(&self, offset: i64, whence: i64) -> Result<i64> {
        self.flush()?;
        self.forget_read()?;
        let to = match whence {
            0 if offset < 0 => {
                return Err(errors::value_error(format!("negative seek value {offset}")));
            }
            0 => SeekFrom::Start(offset as u64),
            1 => SeekFrom::Current(offset),
            2 => SeekFrom::End(offset),
            other => {
                return Err(errors::value_error(format!(
                    "invalid whence ({other}, should be 0, 1 or 2)"
                )));
            }
        };
        match &mut self.state.borrow_mut().file {
            Some(file) => host(file.seek(to)).map(|at| at as i64),
            None => Err(closed()),
        }
    }

    pub(super) fn truncate(&self, size: Option<i64>) -> Result<i64> {
        let size = match size {
            Some(size) => size,
            None => self.tell()?,
        };
        self.flush()?;
        match &mut self.state.borrow_mut().file {
            Some(file) => host(file.set_len(size.max(0) as u64)).map(|()| size),
            None => Err(closed()),
        }
    }

    pub(super) fn mode(&self) -> Mode {
        self.mode
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // As CPython does when a file goes away; nobody is there to hear of an error.
        let _ = self.close();
    }
}
