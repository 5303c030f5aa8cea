//! Writes the sample desk anew: `cargo run -p sample --example regenerate [FOLDER]`.

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let standard = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../fixtures");
    let dir = std::env::args_os().nth(1).map_or_else(|| PathBuf::from(standard), PathBuf::from);
    let files = sample::desk::write(&dir, sample::SEED)?;
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    println!("{} files, {} kB, in {}", files.len(), bytes / 1000, dir.display());
    Ok(())
}
