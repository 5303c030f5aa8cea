//! Disks that get full: what SQLite hears is what it hears from a full disk, in whatever file and at
//! whatever moment it wants to grow.
//!
//! A layer over SQLite's own file system, the default one of this process once a disk was made. It
//! lets every file that lies on a known [`Disk`] grow as far as there is room, and passes on all else.
#![allow(
    unsafe_code,
    reason = "SQLite asks for its file system through C function pointers; the product has no such code"
)]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::mem::size_of;
use std::path::Path;
use std::ptr::{null, null_mut};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};

use libsqlite3_sys as ffi;

/// The disk of one machine.
#[derive(Debug)]
pub(crate) struct Disk {
    /// Bytes that still fit; [`PLENTY`] where nobody counts.
    room: AtomicI64,
}

const PLENTY: i64 = i64::MAX;

/// Folders that lie on a disk.
static FOLDERS: Mutex<Vec<(Vec<u8>, Arc<Disk>)>> = Mutex::new(Vec::new());

impl Disk {
    /// A disk with plenty of room.
    pub(crate) fn new() -> Arc<Self> {
        static ONCE: Once = Once::new();
        ONCE.call_once(install);
        Arc::new(Self { room: AtomicI64::new(PLENTY) })
    }

    /// The folder lies on this disk: all that is opened there from now on.
    pub(crate) fn holds(self: &Arc<Self>, folder: &Path) {
        let path = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let mut prefix = path.as_os_str().as_encoded_bytes().to_vec();
        prefix.push(b'/');
        folders().push((prefix, Arc::clone(self)));
    }

    /// Only so many bytes more fit.
    pub(crate) fn fill(&self, left: usize) {
        self.room.store(i64::try_from(left).unwrap_or(PLENTY), Ordering::Relaxed);
    }

    /// There is plenty of room again.
    pub(crate) fn make_room(&self) {
        self.room.store(PLENTY, Ordering::Relaxed);
    }

    pub(crate) fn is_short(&self) -> bool {
        self.room.load(Ordering::Relaxed) != PLENTY
    }

    /// Whether so many bytes more fit; they are taken then.
    fn takes(&self, bytes: i64) -> bool {
        let room = self.room.load(Ordering::Relaxed);
        if room == PLENTY || bytes <= 0 {
            return true;
        }
        let fits = bytes <= room;
        if fits {
            self.room.store(room - bytes, Ordering::Relaxed);
        }
        fits
    }
}

/// Forgets a disk's folders. Files that are open keep it.
pub(crate) fn unmount(disk: &Arc<Disk>) {
    folders().retain(|(_, each)| !Arc::ptr_eq(each, disk));
}

fn folders() -> MutexGuard<'static, Vec<(Vec<u8>, Arc<Disk>)>> {
    FOLDERS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn disk_of(path: &[u8]) -> Option<Arc<Disk>> {
    let folders = folders();
    let found = folders.iter().find(|(prefix, _)| path.starts_with(prefix));
    found.map(|(_, disk)| Arc::clone(disk))
}

/// An open file. The real one follows it in memory.
#[repr(C)]
struct OnDisk {
    head: ffi::sqlite3_file,
    /// From [`Arc::into_raw`]; null for a file that lies on no known disk.
    disk: *const Disk,
}

/// SQLite's own file system, as an address: set once, before ours is known to anybody.
struct Below(*mut ffi::sqlite3_vfs);

// SAFETY: SQLite keeps it for as long as the process lives, and itself uses it from all threads.
unsafe impl Send for Below {}
// SAFETY: as above.
unsafe impl Sync for Below {}

static BELOW: std::sync::OnceLock<Below> = std::sync::OnceLock::new();

fn install() {
    // SAFETY: SQLite initialises itself here if need be; null asks for the default file system, whose
    // structure is valid for ever. Ours is a copy of it that opens files otherwise, and is leaked.
    unsafe {
        let below = ffi::sqlite3_vfs_find(null());
        assert!(!below.is_null(), "SQLite has a file system");
        let mut ours = *below;
        ours.zName = c"greenlane-sim".as_ptr();
        ours.pNext = null_mut();
        ours.szOsFile += c_int::try_from(size_of::<OnDisk>()).expect("it is small");
        ours.xOpen = Some(open);
        BELOW.set(Below(below)).map_err(drop).expect("it is set once");
        let registered = ffi::sqlite3_vfs_register(Box::leak(Box::new(ours)), 1);
        assert_eq!(registered, ffi::SQLITE_OK, "the file system can be registered");
    }
}

/// The file of SQLite's own file system.
///
/// # Safety
/// `file` was opened by [`open`].
unsafe fn real(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: `szOsFile` makes SQLite allot both one after the other; 16 bytes keep the alignment.
    unsafe { file.byte_add(size_of::<OnDisk>()) }
}

/// # Safety
/// As [`real`].
unsafe fn disk<'f>(file: *mut ffi::sqlite3_file) -> Option<&'f Disk> {
    // SAFETY: the count that `into_raw` left is given back in `close` only.
    unsafe { (*file.cast::<OnDisk>()).disk.as_ref() }
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    let below = BELOW.get().expect("it is set before ours is registered").0;
    // SAFETY: SQLite hands over as many bytes as `szOsFile` says, and a name that ends with NUL, or
    // none for a temporary file.
    unsafe {
        let open = (*below).xOpen.expect("a file system opens files");
        let opened = open(below, name, real(file), flags, out_flags);
        let path = (!name.is_null()).then(|| CStr::from_ptr(name).to_bytes());
        let disk = path.and_then(disk_of).map_or(null(), Arc::into_raw);
        let is_open = !(*real(file)).pMethods.is_null();
        let methods = if is_open { &raw const METHODS } else { null() };
        file.cast::<OnDisk>().write(OnDisk { head: ffi::sqlite3_file { pMethods: methods }, disk });
        if !is_open {
            give_back(file);
        }
        opened
    }
}

/// # Safety
/// As [`real`].
unsafe fn give_back(file: *mut ffi::sqlite3_file) {
    // SAFETY: it came from `into_raw`, and nobody asks for it after this.
    unsafe {
        let disk = std::mem::replace(&mut (*file.cast::<OnDisk>()).disk, null());
        if !disk.is_null() {
            drop(Arc::from_raw(disk));
        }
    }
}

/// Methods that only pass on what they were asked.
macro_rules! passed_on {
    ($($name:ident as $method:ident ($($argument:ident: $type:ty),*);)*) => {$(
        unsafe extern "C" fn $name(file: *mut ffi::sqlite3_file, $($argument: $type),*) -> c_int {
            // SAFETY: SQLite calls it for a file that `open` opened.
            unsafe {
                match (*(*real(file)).pMethods).$method {
                    Some(method) => method(real(file), $($argument),*),
                    None => ffi::SQLITE_IOERR,
                }
            }
        }
    )*};
}

passed_on! {
    close_real as xClose();
    read as xRead(to: *mut c_void, count: c_int, at: i64);
    write_real as xWrite(from: *const c_void, count: c_int, at: i64);
    truncate as xTruncate(size: i64);
    size as xFileSize(size: *mut i64);
    lock as xLock(level: c_int);
    unlock as xUnlock(level: c_int);
    check_lock as xCheckReservedLock(held: *mut c_int);
    control as xFileControl(what: c_int, argument: *mut c_void);
    sector as xSectorSize();
    characteristics as xDeviceCharacteristics();
    map_real as xShmMap(page: c_int, size: c_int, extend: c_int, to: *mut *mut c_void);
    lock_shared as xShmLock(offset: c_int, count: c_int, flags: c_int);
    unmap as xShmUnmap(delete: c_int);
    fetch as xFetch(at: i64, count: c_int, to: *mut *mut c_void);
    unfetch as xUnfetch(at: i64, from: *mut c_void);
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: as in `passed_on`; SQLite does not use a file that it has closed.
    unsafe {
        let closed = close_real(file);
        give_back(file);
        closed
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    count: c_int,
    at: i64,
) -> c_int {
    // SAFETY: as in `passed_on`.
    unsafe {
        if let Some(disk) = disk(file).filter(|disk| disk.is_short()) {
            let mut now = 0;
            let asked = size(file, &raw mut now);
            if asked != ffi::SQLITE_OK {
                return asked;
            }
            if !disk.takes(at + i64::from(count) - now) {
                return ffi::SQLITE_FULL;
            }
        }
        write_real(file, from, count, at)
    }
}

/// The memory that connections share lies in a file, too.
unsafe extern "C" fn map(
    file: *mut ffi::sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    to: *mut *mut c_void,
) -> c_int {
    // SAFETY: as in `passed_on`.
    unsafe {
        if extend != 0
            && let Some(disk) = disk(file).filter(|disk| disk.is_short())
        {
            let there = map_real(file, page, size, 0, to);
            if there != ffi::SQLITE_OK || !(*to).is_null() {
                return there;
            }
            if !disk.takes(size.into()) {
                return ffi::SQLITE_IOERR_SHMSIZE;
            }
        }
        map_real(file, page, size, extend, to)
    }
}

/// The stories' power never fails: what was written is there.
unsafe extern "C" fn sync(_: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn barrier(file: *mut ffi::sqlite3_file) {
    // SAFETY: as in `passed_on`.
    unsafe {
        if let Some(barrier) = (*(*real(file)).pMethods).xShmBarrier {
            barrier(real(file));
        }
    }
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 3,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_lock),
    xFileControl: Some(control),
    xSectorSize: Some(sector),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(map),
    xShmLock: Some(lock_shared),
    xShmBarrier: Some(barrier),
    xShmUnmap: Some(unmap),
    xFetch: Some(fetch),
    xUnfetch: Some(unfetch),
};

/// Does what no program of ours does to a file, for planted bugs.
pub(crate) fn tamper(file: &Path, sql: &CStr) {
    let path = std::ffi::CString::new(file.as_os_str().as_encoded_bytes());
    let path = path.expect("a story's folder has no NUL in its name");
    let mut connection = null_mut();
    // SAFETY: both texts end with NUL; the connection is closed whatever came of it.
    unsafe {
        ffi::sqlite3_open(path.as_ptr(), &raw mut connection);
        let done = ffi::sqlite3_exec(connection, sql.as_ptr(), None, null_mut(), null_mut());
        ffi::sqlite3_close(connection);
        // On a full disk planted bugs cannot write either.
        let done = matches!(done, ffi::SQLITE_OK | ffi::SQLITE_FULL);
        assert!(done, "{} can be tampered with", file.display());
    }
}
