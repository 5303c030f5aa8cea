//! One machine of the cluster: Patroni and the PostgreSQL that it runs.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::settings;
use crate::alone::done;
use crate::started::Started;
use crate::{Failed, http, postgres};

/// One node.
pub(crate) struct Node {
    number: u16,
    folder: PathBuf,
    patroni: Option<Started>,
}

impl Node {
    /// A node with an empty folder and its settings.
    ///
    /// # Errors
    /// Where PostgreSQL is not installed, or the folder cannot be made.
    pub(super) fn new(number: u16, folder: &Path) -> Result<Self, Failed> {
        let folder = folder.join(format!("node{number}"));
        let told = |error| Failed::because(folder.display(), error);
        fs::create_dir(&folder).map_err(told)?;
        let settings = settings::of(number, &folder, &postgres::programs()?);
        fs::write(folder.join("patroni.yml"), settings.to_string()).map_err(told)?;
        postgres::give_to_account(&folder)?;
        Ok(Self { number, folder, patroni: None })
    }

    /// From one.
    pub(crate) fn number(&self) -> u16 {
        self.number
    }

    /// Host and port of its PostgreSQL.
    pub(crate) fn address(&self) -> String {
        format!("127.0.0.1:{}", settings::port(self.number))
    }

    /// Starts Patroni, which starts PostgreSQL.
    ///
    /// # Errors
    /// Where Patroni is not installed.
    pub(crate) fn start(&mut self) -> Result<(), Failed> {
        let mut patroni = postgres::as_account("patroni")?;
        patroni.arg(self.folder.join("patroni.yml")).current_dir(&self.folder);
        let log = self.folder.with_extension("log");
        self.patroni = Some(Started::new(&format!("node {}", self.number), patroni, &log)?);
        Ok(())
    }

    /// As if its plug was pulled: Patroni and all processes of PostgreSQL, by SIGKILL.
    pub(crate) fn kill(&mut self) {
        self.patroni = None;
        while let processes @ [_, ..] = &self.processes()[..] {
            let ids = processes.iter().map(String::as_str);
            // A process that is gone before its turn is as dead as we want it.
            drop(done("kill", &std::iter::once("-KILL").chain(ids).collect::<Vec<_>>()));
        }
    }

    /// What its database's own shell answers, on any database.
    ///
    /// # Errors
    /// Where the node is down or does not like the statement.
    pub(crate) fn sql(&self, database: &str, statement: &str) -> Result<String, Failed> {
        postgres::sql(&format!("postgres://postgres@{}/{database}", self.address()), statement)
    }

    /// What its Patroni answers.
    ///
    /// # Errors
    /// Where it is down.
    pub(super) fn asked(&self, path: &str) -> Result<Value, Failed> {
        http::get(([127, 0, 0, 1], settings::rest_port(self.number)).into(), path)?.json()
    }

    /// Whether it runs in that role, as `members` tell.
    pub(super) fn is_running_as(&self, role: &str, members: &[Value]) -> bool {
        let name = format!("node{}", self.number);
        let mine = members.iter().find(|member| member["name"] == *name);
        let runs = |mine: &Value| {
            mine["role"] == *role
                && ["running", "streaming"].map(Value::from).contains(&mine["state"])
        };
        self.patroni.is_some() && mine.is_some_and(runs)
    }

    /// Ids of the processes of its PostgreSQL: they all work in its data's folder.
    fn processes(&self) -> Vec<String> {
        let data = self.folder.join("data");
        let works_there =
            |id: &String| fs::read_link(format!("/proc/{id}/cwd")).is_ok_and(|cwd| cwd == data);
        let all = fs::read_dir("/proc").into_iter().flatten().flatten();
        let ids = all.filter_map(|entry| entry.file_name().into_string().ok());
        ids.filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
            .filter(works_there)
            .collect()
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}
