//! The gradient-boosted baseline: a Python program of ours, in an environment of its own.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::corpus::Past;
use super::periods::Period;
use crate::Failed;
use crate::process::Program;

const PROGRAM: &str = include_str!("baseline.py");
/// What it uses, each at one version.
const PACKAGES: [&str; 3] = ["lightgbm==4.7.0", "numpy==2.4.6", "scipy==1.17.1"];

/// The baseline, ready to run.
pub(super) struct Baseline {
    root: PathBuf,
    python: PathBuf,
    lines: PathBuf,
    seed: u64,
}

impl Baseline {
    /// Installs what it uses into `target/tools/python`, where that is not there yet.
    ///
    /// # Errors
    /// Where there is no Python 3 with `venv`, or the packages cannot be had.
    pub(super) fn install(root: &Path, lines: &Path, seed: u64) -> Result<Self, Failed> {
        let folder = root.join("target/tools/python");
        let python = folder.join("bin/python");
        let hint = "Install Python 3.11 or later with venv, be online for the packages, or leave \
                    the baseline out by --without-baseline.";
        if !python.is_file() {
            let made = Program::new("python3", root).args(["-m", "venv"]).args([&folder]).run();
            made.map_err(|failed| failed.hint(hint))?;
        }
        let has = "import lightgbm, numpy, scipy, sys; \
                   sys.exit([m.__version__ for m in (lightgbm, numpy, scipy)] != [v.split('==')[1] for v in sys.argv[1:]])";
        if !Program::new(&python, root).args(["-c", has]).args(PACKAGES).succeeds() {
            let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
            let installed = Program::new(&python, root).args(pip).args(PACKAGES).run();
            installed.map_err(|failed| failed.hint(hint))?;
        }
        Ok(Self { root: root.to_owned(), python, lines: lines.to_owned(), seed })
    }

    /// Learns before each period, and scores its lines, by position.
    ///
    /// # Errors
    /// Where the program fails, or does not score every line.
    pub(super) fn scores(
        &self,
        past: &Past,
        periods: &[Period],
    ) -> Result<HashMap<usize, i64>, Failed> {
        let program = self.root.join("target/tools/baseline.py");
        std::fs::write(&program, PROGRAM)
            .map_err(|error| Failed::because(program.display(), error))?;
        let periods_told = periods.iter().map(|period| format!("{}/{}", period.from, period.until));
        eprintln!("The baseline learns {} time(s)", periods.len());
        let told = Program::new(&self.python, &self.root)
            .args([&program, &self.lines])
            .args([self.seed.to_string()])
            .args(periods_told)
            .output(&[0])?;
        let scores = read(&told)?;
        let missing = periods.iter().flat_map(|period| past.within(*period));
        match missing.into_iter().find(|at| !scores.contains_key(at)) {
            None => Ok(scores),
            Some(at) => {
                Err(Failed::new(format!("The baseline did not score line {}", past.id(at))))
            }
        }
    }
}

fn read(told: &str) -> Result<HashMap<usize, i64>, Failed> {
    let scored = |line: &str| {
        let (at, score) = line.split_once(',')?;
        Some((at.parse().ok()?, score.trim().parse().ok()?))
    };
    let scores = told.lines().map(|line| {
        scored(line).ok_or_else(|| Failed::new(format!("The baseline wrote {line:?}")))
    });
    scores.collect()
}
