//! Sending a document to a printer: CUPS on Linux and macOS, the system's own way on Windows.

use std::path::Path;
use std::process::{Command, Output};

use crate::contract::PrinterInfo;
use crate::error::DeskError;

/// The printers of this machine; none where there is no print system.
#[cfg(not(windows))]
pub(crate) fn printers() -> Vec<PrinterInfo> {
    let names = run("lpstat", &["-e"]).unwrap_or_default();
    let default = run("lpstat", &["-d"]).unwrap_or_default();
    let default = default.rsplit(": ").next().map(str::trim).unwrap_or_default().to_owned();
    names
        .lines()
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| PrinterInfo { name: name.to_owned(), is_default: name == default })
        .collect()
}

/// Hands a PDF to a printer's queue. The file may be deleted afterwards.
///
/// # Errors
/// The print system does not take it; its own words are in the error.
#[cfg(not(windows))]
pub(crate) fn send(printer: &str, title: &str, file: &Path) -> Result<(), DeskError> {
    let output = Command::new("lp").args(["-d", printer, "-t", title, "--"]).arg(file).output();
    taken(printer, output)
}

/// The printers of this machine.
#[cfg(windows)]
pub(crate) fn printers() -> Vec<PrinterInfo> {
    let script = "Get-CimInstance Win32_Printer | ForEach-Object { \"$($_.Default)`t$($_.Name)\" }";
    let listed = run("powershell", &["-NoProfile", "-Command", script]).unwrap_or_default();
    listed
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(default, name)| PrinterInfo {
            name: name.trim().to_owned(),
            is_default: default == "True",
        })
        .collect()
}

/// Hands a PDF to a printer through the program that Windows has for PDF files.
///
/// # Errors
/// The system does not take it; its own words are in the error.
#[cfg(windows)]
pub(crate) fn send(printer: &str, _title: &str, file: &Path) -> Result<(), DeskError> {
    let quoted = |text: &str| text.replace('\'', "''");
    let script = format!(
        "Start-Process -FilePath '{}' -Verb PrintTo -ArgumentList '\"{}\"' -Wait",
        quoted(&file.display().to_string()),
        quoted(printer)
    );
    taken(printer, Command::new("powershell").args(["-NoProfile", "-Command", &script]).output())
}

fn run(program: &str, arguments: &[&str]) -> Option<String> {
    // The list is read by this program, not by people: ask for the untranslated form.
    let output = Command::new(program).args(arguments).env("LC_ALL", "C").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn taken(printer: &str, output: std::io::Result<Output>) -> Result<(), DeskError> {
    let cause = match output {
        Ok(output) if output.status.success() => return Ok(()),
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            "there is no print system (CUPS) on this machine".to_owned()
        }
        Err(cause) => cause.to_string(),
    };
    Err(DeskError::Printer { printer: printer.to_owned(), cause })
}
