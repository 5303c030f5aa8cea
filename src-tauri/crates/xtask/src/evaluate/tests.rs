use std::fmt::Write as _;

use rstest::rstest;

use super::*;

const HEADER: &str = "Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,Mode of Transport,Declarant ID,Importer ID,Seller ID,Courier ID,HS6 Code,Country of Departure,Country of Origin,Tax Rate,Tax Type,Country of Origin Indicator,Net Mass,Item Price,Fraud,Critical Fraud\n";

/// Forty days of ten lines each; importer BAD is wrong each time, one line of ten.
fn small() -> String {
    let mut text = HEADER.to_owned();
    let first: NaiveDate = "2020-01-01".parse().unwrap();
    for (day, date) in first.iter_days().take(40).enumerate() {
        for line in 0..10 {
            let (importer, fraud) = if line == 7 { ("BAD", 1) } else { ("GOOD", 0) };
            let id = day * 10 + line;
            let _ = writeln!(
                text,
                "{id},{date},40,B,11,21,11,10,D{line},{importer},,,850440,CN,CN,8.0,A,Y,1.5,{}.0,{fraud},{fraud}",
                100 + line
            );
        }
    }
    text
}

fn options(arguments: &[&str]) -> Options {
    #[derive(clap::Parser)]
    struct Arguments {
        #[command(flatten)]
        options: Options,
    }
    let all = ["evaluate", "--lines", "lines.csv", "--without-baseline"].iter().chain(arguments);
    <Arguments as clap::Parser>::parse_from(all).options
}

fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lines.csv"), text).unwrap();
    folder
}

fn json(folder: &Path, name: &str) -> serde_json::Value {
    let text = std::fs::read_to_string(folder.join("target/evaluate").join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn an_importer_who_was_wrong_before_is_looked_at_first() {
    let folder = folder(&small());
    run(folder.path(), &options(&["--test-from", "2020-01-31"])).unwrap();
    let told = json(folder.path(), "selectivity.json");
    for outcome in told["outcomes"].as_array().unwrap() {
        assert_eq!((&outcome["lines"], &outcome["fraud"]), (&100.into(), &10.into()));
        assert_eq!(outcome["criteria"][3]["found"], 10, "{outcome}");
        let random = outcome["random"][3]["found"].as_u64().unwrap();
        assert!(random <= 3, "random choice finds {random} of 10");
    }
    let weeks = told["outcomes"][1]["periods"].as_array().unwrap();
    assert_eq!(weeks[1], serde_json::json!({ "from": "2020-02-07", "until": "2020-02-10" }));
}

#[test]
fn the_same_seed_gives_the_same_file() {
    let folder = folder(&small());
    let once = || {
        run(folder.path(), &options(&["--test-from", "2020-01-31"])).unwrap();
        json(folder.path(), "selectivity.json")
    };
    assert_eq!(once(), once());
}

/// Whoever is wrong only on days that are tested cannot be known, unless outcomes leak.
#[test]
fn the_outcome_of_a_tested_line_is_not_seen() {
    let text = small().replace("BAD", "GOOD");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in lines.iter_mut().skip(301) {
        *line = line.replace(",D3,GOOD,", ",D3,NEW,");
        if line.contains(",NEW,") {
            *line = line.replace(",0,0", ",1,1");
        }
    }
    let past = folder(&lines.join("\n"));
    run(past.path(), &options(&["--test-from", "2020-01-31"])).unwrap();
    let mut turned = lines.clone();
    for line in turned.iter_mut().skip(301).filter(|line| line.contains(",NEW,")) {
        *line = line.replace(",1,1", ",0,0");
    }
    let other = folder(&turned.join("\n"));
    let order = |folder: &Path| {
        let past = Past::read(&folder.join("lines.csv")).unwrap();
        let from = "2020-01-31".parse().unwrap();
        let until = past.end();
        by_score(scored(&past, Period { from, until }), 1)
    };
    assert_eq!(order(past.path()), order(other.path()));
}

#[test]
fn validation_leaves_the_test_alone() {
    let folder = folder(&small());
    let days = ["--test-from", "2020-01-31", "--validate-from", "2020-01-21"];
    run(folder.path(), &options(&days)).unwrap();
    let told = json(folder.path(), "selectivity-validation.json");
    let period = serde_json::json!([{ "from": "2020-01-21", "until": "2020-01-31" }]);
    assert_eq!(told["outcomes"][0]["periods"], period);
    assert!(!folder.path().join("target/evaluate/selectivity.json").exists());
}

#[test]
fn without_lines_it_is_skipped() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &options(&[])).unwrap();
    assert!(!folder.path().join("target").exists());
}

#[rstest]
#[case::column("Declaration ID,Date,Fraud\n1,2020-01-01,0\n", "no column Importer ID")]
#[case::day(&small().replace("2020-01-03", "03/01"), "record 21: Date is \"03/01\"")]
#[case::outcome(&small().replace(",1,1\n", ",yes,1\n"), "record 8: Fraud is \"yes\"")]
#[case::mass(&small().replace(",1.5,", ",heavy,"), "record 1: Net Mass is \"heavy\"")]
#[case::no_past(&small(), "No lines before 2019-01-01")]
fn what_is_amiss_is_named(#[case] text: &str, #[case] expected: &str) {
    let folder = folder(text);
    let failed = run(folder.path(), &options(&["--test-from", "2019-01-01"])).unwrap_err();
    assert!(failed.to_string().contains(expected), "{failed}");
}

#[rstest]
#[case::less(18, 20, "−2.0")]
#[case::same(20, 20, "0.0")]
#[case::more(21, 20, "+1.0")]
fn the_gap_has_its_sign(#[case] ours: usize, #[case] theirs: usize, #[case] gap: &str) {
    let found = |hits| vec![Found { inspected: 50, lines: 1000, hits, fraud: 100 }; SHARES.len()];
    let day = "2020-10-01".parse().unwrap();
    let outcome = Outcome {
        table: Table { name: "learnt once", periods: whole(day, day) },
        random: found(1),
        ours: found(ours),
        baseline: Some(found(theirs)),
    };
    let table = report::table(&outcome);
    assert!(table.contains(&format!("| {gap} points |")), "{table}");
    assert!(table.contains(&format!("| {ours}.0 % ({}.0 %) |", ours * 2)), "{table}");
}
