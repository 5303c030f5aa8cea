//! Three PostgreSQL nodes under Patroni, with etcd: one leads, one is always its exact copy.

mod etcd;
mod node;
mod settings;

use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::started::Started;
use crate::waiting::until;
use crate::{Failed, postgres};

pub(crate) use node::Node;

/// How many nodes.
const NODES: u16 = 3;

/// Setting up, or mending a node that was killed: copying its data anew at worst.
const TO_GET_READY: Duration = Duration::from_secs(60);

/// The database that a hub is given.
const DATABASE: &str = "greenlane";

/// The nodes and what they agree by.
pub(crate) struct Cluster {
    nodes: Vec<Node>,
    _etcd: Started,
}

impl Cluster {
    /// Sets three nodes up in `folder`, with an empty database.
    ///
    /// # Errors
    /// Where a program is missing, or the nodes do not get ready.
    pub(crate) fn start(folder: &Path) -> Result<Self, Failed> {
        let etcd = etcd::start(folder)?;
        let mut nodes =
            (1..=NODES).map(|number| Node::new(number, folder)).collect::<Result<Vec<_>, _>>()?;
        for node in &mut nodes {
            node.start()?;
        }
        let cluster = Self { nodes, _etcd: etcd };
        cluster.wait_until_whole()?;
        cluster.primary()?.sql("postgres", &format!("CREATE DATABASE {DATABASE}"))?;
        Ok(cluster)
    }

    /// Where to connect to whichever node leads.
    pub(crate) fn url(&self) -> String {
        let hosts = self.nodes.iter().map(Node::address).collect::<Vec<_>>().join(",");
        format!(
            "postgres://postgres@{hosts}/{DATABASE}?target_session_attrs=read-write&connect_timeout=2"
        )
    }

    /// The node that leads, as the nodes themselves say.
    ///
    /// # Errors
    /// Where none does.
    pub(crate) fn primary(&self) -> Result<&Node, Failed> {
        let leads = |node: &&Node| node.is_running_as("leader", &self.members());
        self.nodes.iter().find(leads).ok_or_else(|| Failed::new("No node leads."))
    }

    /// Kills the node that leads, all of it at once; answers its number.
    ///
    /// # Errors
    /// Where none leads.
    pub(crate) fn kill_primary(&mut self) -> Result<u16, Failed> {
        let number = self.primary()?.number();
        self.node(number).kill();
        Ok(number)
    }

    /// A node by its number, from one.
    pub(crate) fn node(&mut self, number: u16) -> &mut Node {
        &mut self.nodes[usize::from(number) - 1]
    }

    /// Waits until another node than `before` leads.
    ///
    /// # Errors
    /// Where none does in time.
    pub(crate) fn wait_for_another(&self, before: u16) -> Result<u16, Failed> {
        until(TO_GET_READY, "another primary", || match self.primary()?.number() {
            number if number == before => Err(Failed::new(format!("node {number} still leads"))),
            number => Ok(number),
        })
    }

    /// Waits until one leads, one is its exact copy, and all follow.
    ///
    /// # Errors
    /// Where they do not in time.
    pub(crate) fn wait_until_whole(&self) -> Result<(), Failed> {
        until(TO_GET_READY, "the nodes", || {
            let members = self.members();
            let count = |role: &str| {
                self.nodes.iter().filter(|node| node.is_running_as(role, &members)).count()
            };
            if [count("leader"), count("sync_standby"), count("replica")] == [1, 1, 1] {
                return Ok(());
            }
            Err(Failed::new(Value::from(members).to_string()))
        })
    }

    /// What the database's own shell answers on the node that leads, a row a line.
    ///
    /// # Errors
    /// Where no node leads or it does not like the statement.
    pub(crate) fn sql(&self, statement: &str) -> Result<String, Failed> {
        postgres::sql(&self.url(), statement)
    }

    /// What the first node that answers says of all.
    fn members(&self) -> Vec<Value> {
        let told = self.nodes.iter().find_map(|node| node.asked("/cluster").ok());
        told.and_then(|told| told["members"].as_array().cloned()).unwrap_or_default()
    }
}
