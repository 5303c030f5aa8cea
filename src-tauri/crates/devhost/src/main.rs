//! Development only: serves the UI over loopback so that a real browser can be driven.
//!
//! The same commands as the window's, carried by HTTP: see [`api`]. It listens on 127.0.0.1 only
//! and answers no page but its own (see [`guard`]), yet it knows no users: never put it on a network.

mod answer;
mod api;
mod files;
mod guard;

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Parser;
use desk::contract::Failure;
use desk::{Desk, Exchange, Settings, SystemSurroundings};
use link::HttpsUplink;
use tokio::net::TcpListener;

/// Serves a desk to a browser on this machine.
#[derive(Parser)]
struct Arguments {
    /// Folder of the store; made where it is missing.
    #[arg(long)]
    store: PathBuf,
    /// Folder of the built UI.
    #[arg(long, default_value = "ui/dist")]
    ui: PathBuf,
    /// Port; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
}

#[tokio::main]
async fn main() -> std::process::ExitCode {
    match serve(Arguments::parse()).await {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{} {} [{}]", failure.message, failure.hint, failure.code);
            std::process::ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> Result<(), Failure> {
    let settings = Settings {
        fonts: desk::find_fonts(),
        surroundings: Arc::new(SystemSurroundings),
        uplink: Some(Arc::new(HttpsUplink::from_environment())),
        exchange: Exchange::InBackground,
    };
    let desk = Arc::new(Desk::open(&arguments.store, settings)?);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port))
        .await
        .map_err(|error| answer::host_failure("port_taken", &error, "Name another --port."))?;
    let address =
        listener.local_addr().map_err(|error| answer::host_failure("no_port", &error, ""))?;
    println!("listening on http://{address}");
    let app = guard::only_own_pages(address, api::routes(desk).merge(files::routes(&arguments.ui)));
    axum::serve(listener, app)
        .with_graceful_shutdown(stopped())
        .await
        .map_err(|error| answer::host_failure("serving_failed", &error, "Start it again."))
}

/// Waits for Ctrl+C; without a way to hear it, serves until it is killed.
async fn stopped() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
