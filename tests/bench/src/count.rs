//! An allocator that can count: how often it is asked, how much stays in use, and how much there was at most.
//!
//! It counts only while something is counted: what is timed is not slowed down by it.

#![allow(unsafe_code, reason = "an allocator is unsafe; this one passes everything on to that of the system")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicIsize, AtomicUsize, Ordering::Relaxed};

static COUNTS: AtomicBool = AtomicBool::new(false);
static IN_USE: AtomicIsize = AtomicIsize::new(0);
static MOST: AtomicIsize = AtomicIsize::new(0);
static CALLS: AtomicUsize = AtomicUsize::new(0);

struct Counting;

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(layout.size(), 0);
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        note(layout.size(), 0);
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note(size, layout.size());
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        note(0, layout.size());
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Notes that so many bytes came into use and so many went out of it. What grows may move: then both are in use for a
/// moment, so both count for the peak.
fn note(came: usize, went: usize) {
    if COUNTS.load(Relaxed) {
        let came_signed = came.cast_signed();
        let before = IN_USE.fetch_add(came_signed.wrapping_sub(went.cast_signed()), Relaxed);
        MOST.fetch_max(before.wrapping_add(came_signed), Relaxed);
        CALLS.fetch_add(usize::from(came > 0), Relaxed);
    }
}

/// What some work gives, how often it allocated, and how many bytes more are in use after it.
pub fn counted<T>(work: impl FnOnce() -> T) -> (T, usize, isize) {
    let before = (CALLS.load(Relaxed), IN_USE.load(Relaxed));
    COUNTS.store(true, Relaxed);
    let result = work();
    COUNTS.store(false, Relaxed);
    (result, CALLS.load(Relaxed) - before.0, IN_USE.load(Relaxed) - before.1)
}

/// What some work gives, and how many bytes more were in use at most while it was done.
#[allow(dead_code, reason = "the test of hostile input uses it")]
pub fn peak<T>(work: impl FnOnce() -> T) -> (T, isize) {
    let before = IN_USE.load(Relaxed);
    MOST.store(before, Relaxed);
    let (result, ..) = counted(work);
    (result, MOST.load(Relaxed) - before)
}
