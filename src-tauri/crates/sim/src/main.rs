//! `cargo run -p sim -- --seed N [--mutant NAME] [--trace] [--keep FOLDER]` tells one story; `--seeds A..B` many.

use std::path::PathBuf;
use std::process::ExitCode;

use sim::{Mutant, run, run_in};

const USAGE: &str = "sim --seed N | --seeds A..B  [--mutant NAME] [--trace] [--keep FOLDER]";

/// What is asked for.
struct Asked {
    seeds: std::ops::Range<u64>,
    mutant: Option<Mutant>,
    trace: bool,
    /// Where the desks' and the office's files stay.
    keep: Option<PathBuf>,
}

fn main() -> ExitCode {
    match asked(std::env::args().skip(1)) {
        Ok(asked) => tell(asked),
        Err(what) => {
            eprintln!("{what}\n{USAGE}");
            ExitCode::FAILURE
        }
    }
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut asked = Asked { seeds: 0..0, mutant: None, trace: false, keep: None };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value."));
        let number = |text: &str| text.parse::<u64>().map_err(|_| format!("“{text}” is no seed."));
        match argument.as_str() {
            "--seed" => {
                let seed = number(&value()?)?;
                asked.seeds = seed..seed + 1;
            }
            "--seeds" => {
                let text = value()?;
                let (from, to) = text.split_once("..").ok_or("Say from..to.")?;
                asked.seeds = number(from)?..number(to)?;
            }
            "--mutant" => asked.mutant = Some(value()?.parse()?),
            "--trace" => asked.trace = true,
            "--keep" => asked.keep = Some(value()?.into()),
            other => return Err(format!("{other} is not known.")),
        }
    }
    Ok(asked)
}

fn tell(asked: Asked) -> ExitCode {
    let mut broken = 0;
    let count = asked.seeds.end - asked.seeds.start;
    for seed in asked.seeds {
        let told = match &asked.keep {
            Some(folder) => run_in(folder, seed, asked.mutant),
            None => run(seed, asked.mutant),
        };
        match told {
            Ok(story) if asked.trace => {
                println!("{}", story.steps.join("\n"));
                println!("{} entries, {} conflicts", story.entries, story.conflicts);
            }
            Ok(_) => {}
            Err(fault) => {
                broken += 1;
                if asked.trace {
                    println!("{}", fault.steps.join("\n"));
                }
                println!("{fault}");
            }
        }
    }
    println!("{broken} of {count} stories are broken");
    if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
