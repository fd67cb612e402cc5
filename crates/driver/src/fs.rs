//! Files written whole or not at all, and only when they changed.
//!
//! *Invariant:* an interrupted or failed write leaves the old file in place; an equal text leaves its time stamp, by which cargo
//! knows that nothing has to be built again.

use crate::error::{Failure, Result};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes `bytes` to `path`, making its folders, unless it holds them already. Says whether it wrote.
pub(crate) fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    write(path, bytes)?;
    Ok(true)
}

/// Writes `bytes` to a file beside `path` and moves it there.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        create_dir(folder)?;
    }
    let temporary = beside(path);
    let result = File::create(&temporary)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::rename(&temporary, path));
    result.map_err(|e| {
        let _ = fs::remove_file(&temporary);
        Failure::io("write", path, &e)
    })
}

/// Copies a file whole or not at all, with its permissions.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        create_dir(folder)?;
    }
    let temporary = beside(to);
    let result = fs::copy(from, &temporary).and_then(|_| fs::rename(&temporary, to));
    result.map_err(|e| {
        let _ = fs::remove_file(&temporary);
        Failure::io("write", to, &e)
    })
}

/// Copies a folder with all it holds but hidden files.
pub(crate) fn copy_dir(from: &Path, to: &Path) -> Result<()> {
    create_dir(to)?;
    let entries = fs::read_dir(from).map_err(|e| Failure::io("list", from, &e))?;
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            copy_dir(&path, &to.join(name))?;
        } else if !name.to_string_lossy().starts_with('.') {
            copy(&path, &to.join(name))?;
        }
    }
    Ok(())
}

/// Makes a folder and those above it.
pub(crate) fn create_dir(path: &Path) -> Result<()> {
    if path.as_os_str().is_empty() {
        return Ok(());
    }
    fs::create_dir_all(path).map_err(|e| Failure::io("create the folder", path, &e))
}

/// Removes a folder with all it holds; it is no error if there is none.
pub(crate) fn remove_dir(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Failure::io("remove", path, &e)),
        _ => Ok(()),
    }
}

/// A path in the same folder that no other process uses.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

/// Holds a lock on `path` until dropped, waiting for another process that has it.
pub(crate) fn lock(path: &Path) -> Result<File> {
    if let Some(folder) = path.parent() {
        create_dir(folder)?;
    }
    let file = File::create(path).map_err(|e| Failure::io("create", path, &e))?;
    file.lock().map_err(|e| Failure::io("lock", path, &e))?;
    Ok(file)
}

/// A fingerprint for names and change detection: FNV-1a, the same on every machine and in every version.
#[derive(Clone, Copy)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    pub(crate) fn new() -> Fingerprint {
        Fingerprint(0xcbf2_9ce4_8422_2325)
    }

    /// Adds one field; its length keeps `("a", "bc")` apart from `("ab", "c")`.
    #[must_use]
    pub(crate) fn add(self, bytes: impl AsRef<[u8]>) -> Fingerprint {
        let bytes = bytes.as_ref();
        let length = (bytes.len() as u64).to_le_bytes();
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        Fingerprint(length.iter().chain(bytes).fold(self.0, step))
    }

    /// Sixteen hexadecimal digits.
    pub(crate) fn hex(self) -> String {
        format!("{:016x}", self.0)
    }

    /// Eight digits, for names that people see.
    pub(crate) fn short(self) -> String {
        format!("{:08x}", (self.0 >> 32) ^ (self.0 & 0xffff_ffff))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equal_text_is_not_written_again() {
        let folder = std::env::temp_dir().join(format!("portalis-fs-{}", std::process::id()));
        let path = folder.join("a/b.txt");
        assert_eq!(write_if_changed(&path, b"one"), Ok(true));
        assert_eq!(write_if_changed(&path, b"one"), Ok(false));
        assert_eq!(write_if_changed(&path, b"two"), Ok(true));
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(
            fs::read_dir(folder.join("a")).unwrap().count(),
            1,
            "no temporary file is left"
        );
        remove_dir(&folder).unwrap();
    }

    #[test]
    fn fields_do_not_run_together() {
        let ab_c = Fingerprint::new().add("ab").add("c").hex();
        assert_ne!(ab_c, Fingerprint::new().add("a").add("bc").hex());
        assert_eq!(ab_c.len(), 16);
    }
}
