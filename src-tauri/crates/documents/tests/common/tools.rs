//! poppler, zbar and qpdf: other people's programs read what we wrote.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::font_files::skip;

/// A PDF on disk, where the tools can read it and a person can look at it.
pub fn saved(name: &str, pdf: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}.pdf"));
    std::fs::write(&path, pdf).unwrap();
    path
}

/// The text of the whole document as it stands on the page.
pub fn text(pdf: &Path) -> Option<String> {
    let output = run(Command::new("pdftotext").arg("-layout").arg(pdf).arg("-"))?;
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The text in the order in which it was written, without white space.
pub fn characters(pdf: &Path) -> Option<String> {
    let output = run(Command::new("pdftotext").arg("-raw").arg(pdf).arg("-"))?;
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.chars().filter(|c| !c.is_whitespace()).collect())
}

/// What a scanner reads from one page, printed at 200 dots to the inch.
pub fn barcode(pdf: &Path, page: u32) -> Option<String> {
    let picture = pdf.with_extension(format!("{page}"));
    let page = page.to_string();
    run(Command::new("pdftoppm")
        .args(["-r", "200", "-png", "-singlefile", "-f", &page, "-l", &page])
        .args([pdf, &picture]))?;
    let output = scanner(&picture.with_extension(format!("{page}.png")))?;
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

/// Whether qpdf finds the file sound; its words where it does not.
pub fn check(pdf: &Path) -> Option<Result<(), String>> {
    let output = start(Command::new("qpdf").arg("--check").arg(pdf))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Some(if output.status.success() { Ok(()) } else { Err(said) })
}

fn scanner(picture: &Path) -> Option<Output> {
    // zbarimg exits with 4 where it finds no symbol: an empty answer, not a broken tool.
    start(
        Command::new("zbarimg").args(["--raw", "-q", "-Sdisable", "-Scode128.enable"]).arg(picture),
    )
}

fn run(command: &mut Command) -> Option<Output> {
    let output = start(command)?;
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(output)
}

fn start(command: &mut Command) -> Option<Output> {
    match command.output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            skip(&format!("{} is not installed", command.get_program().display()));
            None
        }
        Err(error) => panic!("{command:?}: {error}"),
    }
}
