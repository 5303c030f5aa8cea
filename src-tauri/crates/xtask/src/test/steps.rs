//! The checks, in their order.

use std::path::Path;

use crate::process::Program;
use crate::{Failed, generate, set_up};

/// A check.
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    pub(super) run: fn(&Path) -> Result<(), Failed>,
}

/// All of them. What fails quickly comes first; what is built once serves all that follow.
pub(super) const STEPS: &[Step] = &[
    Step { name: "install", what: "what the tests need", run: set_up::for_tests },
    Step { name: "format", what: "rustfmt", run: format },
    Step { name: "icon", what: "the icon is as it would be drawn", run: generate::check_icon },
    Step { name: "ui-lint", what: "eslint and prettier", run: |root| npm(root, "lint") },
    Step { name: "ui-types", what: "TypeScript of the UI and of the stories", run: types },
    Step { name: "ui-tests", what: "component tests", run: |root| npm(root, "test") },
    Step { name: "ui-build", what: "the bundled UI", run: set_up::build_ui },
    Step { name: "clippy", what: "the whole workspace, warnings denied", run: clippy },
    Step { name: "rust-tests", what: "unit, property and corpus tests", run: nextest },
    Step { name: "programs", what: "the app, the command line, devhost, the rig", run: programs },
    Step { name: "rig", what: "cables pulled, hubs killed, a full disk", run: rig },
    Step { name: "browser", what: "stories in Chromium against devhost", run: browser },
    Step { name: "window", what: "the stories in the real window", run: window },
    Step {
        name: "offline",
        what: "a day in the real window with the network taken away",
        run: offline,
    },
];

/// What is tried when a database server is to fail: it takes minutes and servers of its own.
pub(super) const FAILOVER: &[Step] = &[
    Step { name: "install", what: "what failing over needs", run: set_up::for_database_servers },
    Step { name: "programs", what: "the command line, devhost, the rig", run: programs },
    Step {
        name: "cluster",
        what: "PostgreSQL under Patroni loses its primary",
        run: |root| trial(root, "cluster"),
    },
    Step {
        name: "failover",
        what: "two hubs and twenty desks on that cluster",
        run: |root| trial(root, "failover"),
    },
];

fn format(root: &Path) -> Result<(), Failed> {
    Program::cargo(root).args(["fmt", "--all", "--check"]).run()
}

fn npm(root: &Path, script: &str) -> Result<(), Failed> {
    Program::new("npm", &root.join("ui")).args(["run", "--silent", script]).run()
}

fn types(root: &Path) -> Result<(), Failed> {
    npm(root, "check")?;
    Program::new("node_modules/.bin/tsc", &root.join("ui")).args(["--project", "e2e"]).run()
}

fn clippy(root: &Path) -> Result<(), Failed> {
    let whole = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"];
    Program::cargo(root).args(whole).run()
}

fn nextest(root: &Path) -> Result<(), Failed> {
    Program::cargo(root)
        .args(["nextest", "run", "--workspace", "--profile", "ci"])
        .env("PATH", set_up::path_with_tools(root)?)
        .run()
}

fn programs(root: &Path) -> Result<(), Failed> {
    Program::cargo(root).args(["build", "--workspace", "--bins", "--quiet"]).run()
}

/// The first measures times, so it is alone; the others mostly wait.
fn rig(root: &Path) -> Result<(), Failed> {
    trial(root, "cable")?;
    std::thread::scope(|scope| {
        let killed = scope.spawn(|| trial(root, "hub-killed"));
        let full = trial(root, "full-disk");
        killed.join().expect("a trial does not panic").and(full)
    })
}

fn trial(root: &Path, name: &str) -> Result<(), Failed> {
    Program::new(root.join("target/debug/rig"), root).args([name]).run()
}

fn browser(root: &Path) -> Result<(), Failed> {
    stories("node_modules/.bin/vitest", root, "browser")?.run()
}

fn window(root: &Path) -> Result<(), Failed> {
    let [display, words @ ..] = ON_DISPLAY;
    arguments(Program::new(display, &root.join("ui")).args(words), root, "window")?.run()
}

/// Loopback stays, for the driver talks to the window through it.
fn offline(root: &Path) -> Result<(), Failed> {
    let unshare = Program::new("unshare", &root.join("ui"));
    let may = Program::new("unshare", root).args(["--net", "true"]).succeeds();
    let unshare = if may { unshare } else { unshare.args(["--map-root-user"]) };
    let loopback = r#"PATH="$PATH:/usr/sbin:/sbin"; ip link set lo up && exec "$@""#;
    let alone = unshare.args(["--net", "sh", "-c", loopback, "sh"]).args(ON_DISPLAY);
    let alone = arguments(alone.env("GREENLANE_STORY_OFFLINE", "1"), root, "window")?;
    alone.args(["clearing"]).run()
}

/// Runs vitest on a display of its own, and on that a session bus: what the bus starts needs the display.
const ON_DISPLAY: [&str; 6] = [
    "xvfb-run",
    "--auto-servernum",
    "--server-args=-screen 0 1600x1000x24",
    "dbus-run-session",
    "--",
    "node_modules/.bin/vitest",
];

fn stories(program: &str, root: &Path, folder: &str) -> Result<Program, Failed> {
    arguments(Program::new(program, &root.join("ui")), root, folder)
}

fn arguments(program: Program, root: &Path, folder: &str) -> Result<Program, Failed> {
    let config = ["run", "--config", "e2e/vitest.config.ts", "--dir"];
    let program = program.args(config).args([format!("e2e/{folder}")]);
    Ok(program.env("PATH", set_up::path_with_tools(root)?))
}
