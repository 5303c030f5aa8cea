//! A real print server takes the document: CUPS on a port of its own, started and ended here.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

const CUPSD: &str = "/usr/sbin/cupsd";

/// A print server with one printer called `desk`, which ends with the test.
struct PrintServer {
    child: Child,
    address: String,
    folder: tempfile::TempDir,
}

impl PrintServer {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let at = |name: &str| folder.path().join(name).display().to_string();
        for name in ["root", "spool", "cache", "state"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let daemon = format!(
            "Listen {address}\nLogLevel warn\nDefaultAuthType None\nWebInterface No\nBrowsing Off\n\
             <Location />\nOrder allow,deny\nAllow all\n</Location>\n\
             <Policy default>\n<Limit All>\nOrder deny,allow\nAllow all\n</Limit>\n</Policy>\n"
        );
        let files = format!(
            "ServerRoot {}\nRequestRoot {}\nCacheDir {}\nStateDir {}\nErrorLog {}\nAccessLog {}\n\
             PageLog {}\nFileDevice Yes\n",
            at("root"),
            at("spool"),
            at("cache"),
            at("state"),
            at("error.log"),
            at("access.log"),
            at("page.log")
        );
        fs::write(at("cupsd.conf"), daemon).unwrap();
        fs::write(at("cups-files.conf"), files).unwrap();
        let child = Command::new(CUPSD)
            .args(["-f", "-c", &at("cupsd.conf"), "-s", &at("cups-files.conf")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, address, folder };
        server.add_printer();
        server
    }

    fn add_printer(&self) {
        for _ in 0..100 {
            let added = Command::new("lpadmin")
                .args(["-p", "desk", "-E", "-v", "file:///dev/null"])
                .env("CUPS_SERVER", &self.address)
                .output()
                .unwrap();
            if added.status.success() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the print server did not take a printer");
    }

    /// The documents that it has in its spool.
    fn spooled(&self) -> Vec<Vec<u8>> {
        let files = fs::read_dir(self.folder.path().join("spool")).unwrap().flatten();
        let documents = files.filter(|file| file.file_name().to_string_lossy().starts_with('d'));
        documents.map(|file| fs::read(file.path()).unwrap()).collect()
    }
}

impl Drop for PrintServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_print_server_takes_the_document_to_the_byte() {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources/fonts");
    if !Path::new(CUPSD).exists() || !fonts.exists() {
        assert!(
            std::env::var_os("CI").is_none(),
            "CI must have CUPS and the fonts: cargo xtask install"
        );
        eprintln!("skipped: no CUPS or no fonts (cargo xtask install)");
        return;
    }
    let server = PrintServer::start();
    let store = tempfile::tempdir().unwrap();
    let saved = tempfile::tempdir().unwrap();
    let greenlane = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_greenlane"))
            .args(["--json", "--broker", "Anneke Maes", "--store"])
            .arg(store.path())
            .args(arguments)
            .env("GREENLANE_FONTS", &fonts)
            .env("CUPS_SERVER", &server.address)
            .output()
            .unwrap()
    };
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../fixtures/declarations/H1_LGG26-I000101.xml");
    greenlane(&["import", fixture.to_str().unwrap()]);
    let out = saved.path().to_str().unwrap();
    let printed = greenlane(&[
        "print",
        "LGG26-I000101",
        "--document",
        "declaration",
        "--printer",
        "desk",
        "--out",
        out,
    ]);
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let answer: Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(answer["printed"][0]["record"]["printer"], "desk");
    let document = fs::read(answer["printed"][0]["file"].as_str().unwrap()).unwrap();
    assert!(server.spooled().contains(&document), "the spool holds the very document");

    let unknown =
        greenlane(&["print", "LGG26-I000101", "--document", "declaration", "--printer", "attic"]);
    assert_eq!(unknown.status.code(), Some(1));
    let failure: Value = serde_json::from_slice(&unknown.stderr).unwrap();
    assert_eq!(failure["code"], "printer_failed");
}
