//! A real PostgreSQL server, from the distribution's package, on a free port of loopback.
//!
//! Tests of one run share a server, whatever processes they run in. Each user holds a shared lock on
//! a file; a watcher stops the server and takes its folder away once nobody holds one. The system
//! drops locks of killed processes, so that no server stays behind, however a test ends.

use std::fs::{self, File, OpenOptions};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use postgres::{Client, NoTls};

/// Where the distribution puts the programs, by version.
const INSTALLED: &str = "/usr/lib/postgresql";

/// A server that runs as long as somebody holds one of these.
pub(crate) struct Server {
    pub(crate) port: u16,
    folder: PathBuf,
    /// Its shared lock says that the server is in use.
    _user: File,
}

/// A database of a test's own; dropped with it.
pub(crate) struct TestDatabase {
    server: Server,
    name: String,
}

/// The folder of the programs; `None`, said aloud, where the package is missing.
///
/// # Panics
/// Where it is missing and `CI` says that it must be there.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(INSTALLED).into_iter().flatten().flatten();
    let newest = versions
        .map(|version| version.path().join("bin"))
        .filter(|bin| bin.join("postgres").exists())
        .max();
    if newest.is_none() {
        assert!(std::env::var_os("CI").is_none(), "CI runs with the package postgresql installed");
        eprintln!("skipped: there is no PostgreSQL in {INSTALLED}; install the package postgresql");
    }
    newest
}

impl Server {
    /// The server that the tests of this run share.
    pub(crate) fn shared() -> Option<Self> {
        // Each checkout and target folder its own. Examples are not told of the target folder.
        let home = option_env!("CARGO_TARGET_TMPDIR").unwrap_or(env!("CARGO_MANIFEST_DIR"));
        let owner = fs::metadata(home).map_or(0, |home| home.ino());
        Self::at(std::env::temp_dir().join(format!("greenlane-postgres-{owner}")))
    }

    /// A server that nobody else uses, so that it may be ill-treated.
    pub(crate) fn own() -> Option<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("greenlane-postgres-own-{}-{number}", std::process::id());
        Self::at(std::env::temp_dir().join(name))
    }

    fn at(folder: PathBuf) -> Option<Self> {
        let programs = programs()?;
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        let starting = lock_file(&folder.join("starting"));
        starting.lock().unwrap();
        let user = lock_file(&folder.join("users"));
        user.lock_shared().unwrap();
        let known = fs::read_to_string(folder.join("port")).ok();
        let running = known.and_then(|port| port.parse().ok()).filter(|port| answers(*port));
        let port = running.unwrap_or_else(|| start(&programs, &folder));
        Some(Self { port, folder, _user: user })
    }

    /// Speaks only to those who encrypt from now on, under this certificate (PEM).
    pub(crate) fn demand_encryption(&self, certificate: &str, key: &str) {
        let data = self.folder.join("data");
        let rules = "hostssl all all 127.0.0.1/32 trust\n";
        let settings = "ssl = on\nssl_cert_file = 'hub.crt'\nssl_key_file = 'hub.key'\n";
        let files = [
            ("hub.crt", certificate),
            ("hub.key", key),
            ("pg_hba.conf", rules),
            ("postgresql.auto.conf", settings),
        ];
        for (name, text) in files {
            // What is there keeps its owner.
            as_postgres(Path::new("touch")).arg(data.join(name)).status().unwrap();
            fs::write(data.join(name), text).unwrap();
            fs::set_permissions(data.join(name), fs::Permissions::from_mode(0o600)).unwrap();
        }
        self.control(&["reload"]);
    }

    /// Kills the server as a power cut would: nothing is finished, nothing is said.
    pub(crate) fn crash(&self) {
        self.control(&["-m", "immediate", "stop"]);
    }

    /// Starts it again on the same port.
    pub(crate) fn restart(&self) {
        let programs = programs().unwrap();
        launch(&programs, &self.folder, self.port);
    }

    fn control(&self, arguments: &[&str]) {
        let programs = programs().unwrap();
        let data = self.folder.join("data");
        let mut command = as_postgres(&programs.join("pg_ctl"));
        command.arg("-D").arg(data).args(arguments);
        assert!(quiet(&mut command).status().unwrap().success(), "pg_ctl {arguments:?}");
    }

    /// A fresh database.
    pub(crate) fn database(self) -> TestDatabase {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("t{}_{number}", std::process::id());
        let mut client = self.client("postgres");
        client.batch_execute(&format!("DROP DATABASE IF EXISTS {name}")).unwrap();
        client.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        TestDatabase { server: self, name }
    }

    fn client(&self, database: &str) -> Client {
        Client::connect(&url(self.port, database), NoTls).unwrap()
    }
}

impl TestDatabase {
    pub(crate) fn url(&self) -> String {
        url(self.server.port, &self.name)
    }

    pub(crate) fn client(&self) -> Client {
        self.server.client(&self.name)
    }

    pub(crate) fn server(&self) -> &Server {
        &self.server
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Ok(mut client) = Client::connect(&url(self.server.port, "postgres"), NoTls) {
            let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
            _ = client.batch_execute(&drop);
        }
    }
}

fn url(port: u16, database: &str) -> String {
    format!("postgres://greenlane@127.0.0.1:{port}/{database}?connect_timeout=2")
}

fn answers(port: u16) -> bool {
    Client::connect(&url(port, "postgres"), NoTls).is_ok()
}

fn lock_file(path: &Path) -> File {
    OpenOptions::new().create(true).truncate(false).write(true).open(path).unwrap()
}

/// Makes a new cluster and starts it.
fn start(programs: &Path, folder: &Path) -> u16 {
    let data = folder.join("data");
    _ = fs::remove_dir_all(&data);
    fs::create_dir(&data).unwrap();
    if is_root() {
        let status = Command::new("chown").arg("postgres:").arg(&data).status().unwrap();
        assert!(status.success(), "chown");
    }
    let mut init = as_postgres(&programs.join("initdb"));
    init.arg("-D").arg(&data).args(["-U", "greenlane", "--auth=trust", "--no-sync"]);
    init.args(["-E", "UTF8", "--locale=C"]);
    assert!(quiet(&mut init).status().unwrap().success(), "initdb");
    // Another program may take the port between looking and starting: then another one is looked for.
    let port = (0..5).find_map(|_| {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        launch(programs, folder, port).then_some(port)
    });
    let port = port.expect("PostgreSQL starts; its log lies beside its data");
    fs::write(folder.join("port"), port.to_string()).unwrap();
    watch(programs, folder);
    port
}

fn launch(programs: &Path, folder: &Path, port: u16) -> bool {
    let data = folder.join("data");
    let options = format!(
        "-p {port} -h 127.0.0.1 -c unix_socket_directories= -c max_connections=200 \
         -c synchronous_commit=on -c max_wal_size=2GB"
    );
    let mut start = as_postgres(&programs.join("pg_ctl"));
    start
        .arg("-D")
        .arg(&data)
        .arg("-l")
        .arg(data.join("log"))
        .args(["-w", "-o", &options, "start"]);
    quiet(&mut start).status().unwrap().success()
}

/// Leaves a watcher behind that stops the server when its last user is gone.
fn watch(programs: &Path, folder: &Path) {
    let script = r#"cd "$1" || exit
        while sleep 1; do
            exec 8>starting; flock 8
            exec 9>users
            if flock -n 9; then
                rm -f port
                $3 "$2/pg_ctl" -D "$1/data" -m immediate stop
                # The locks of a shared server stay: somebody may be waiting for one.
                rm -rf data
                case "$1" in *-own-*) cd / && rm -rf "$1" ;; esac
                exit
            fi
            exec 9>&-; exec 8>&-
        done"#;
    let user = if is_root() { "runuser -u postgres --" } else { "" };
    let mut watcher = Command::new("setsid");
    watcher.args(["--fork", "sh", "-c", script, "watch"]).arg(folder).arg(programs).arg(user);
    assert!(quiet(&mut watcher).status().unwrap().success(), "setsid");
}

/// The server refuses to run as root.
fn as_postgres(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program);
    command
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// Nothing that outlives the test may hold its output.
fn quiet(command: &mut Command) -> &mut Command {
    command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

/// Waits until `done`, at most some seconds.
pub(crate) fn eventually(mut done: impl FnMut() -> bool) -> bool {
    (0..200).any(|_| {
        let is_done = done();
        if !is_done {
            std::thread::sleep(Duration::from_millis(50));
        }
        is_done
    })
}
