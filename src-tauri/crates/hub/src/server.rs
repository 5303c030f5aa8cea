//! Starting, running and stopping a hub.

use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::RustlsAcceptor;
use hyper_util::rt::TokioTimer;
use office::{Database, DatabaseServer, Office, Surroundings};
use tokio::task::JoinHandle;

use crate::error::HubError;
use crate::inquiry::Front;
use crate::options::Options;
use crate::patience::Door;
use crate::state::Hub;
use crate::surroundings::SystemSurroundings;
use crate::tls::{Certificates, Trusted};
use crate::{head, http, measures};

/// Whoever has not asked for so long is forgotten by the rate limits.
const TIDY: Duration = Duration::from_secs(60);

/// Serves an office until `shutdown` ends. Requests under way are answered first.
///
/// # Errors
/// It does not start, or its socket fails.
pub async fn serve(
    options: Options,
    shutdown: impl Future<Output = ()> + Send,
) -> Result<(), HubError> {
    let server = Server::start(options).await?;
    shutdown.await;
    server.stop().await
}

/// A running hub.
pub struct Server {
    hub: Arc<Hub>,
    handle: Handle<SocketAddr>,
    address: SocketAddr,
    serving: JoinHandle<std::io::Result<()>>,
    beside: Vec<JoinHandle<()>>,
}

impl Server {
    /// Opens the office and begins to serve.
    ///
    /// # Errors
    /// The database, the certificate, or the address cannot be used.
    pub async fn start(options: Options) -> Result<Self, HubError> {
        Self::start_in(options, Arc::new(SystemSurroundings)).await
    }

    /// The same with a clock, ids and randomness of the caller's.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub async fn start_in(
        options: Options,
        surroundings: Arc<dyn Surroundings>,
    ) -> Result<Self, HubError> {
        measures::begin();
        let (office, certificates) = open(options.clone(), Arc::clone(&surroundings)).await?;
        let hub = Arc::new(Hub::new(
            Arc::new(office),
            Arc::clone(&surroundings),
            certificates.trusted(),
            &options,
        ));
        let front = Front::new(Arc::clone(&hub), options.front);
        let (listener, address) = listen(options.listen)?;
        let handle = Handle::new();
        let serving = tokio::spawn(accept(&hub, &front, listener, &certificates, handle.clone())?);
        let now = move || surroundings.now();
        let beside = vec![
            tokio::spawn(head::follow(Arc::clone(&hub))),
            tokio::spawn(certificates.keep_fresh(now)),
            tokio::spawn(tidy(Arc::clone(&hub))),
            tokio::spawn(front.work()),
        ];
        tracing::info!(%address, "the hub serves");
        Ok(Self { hub, handle, address, serving, beside })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The certificate that desks are to trust.
    pub fn trusted(&self) -> &Trusted {
        &self.hub.trusted
    }

    /// The office that it serves.
    pub fn office(&self) -> &Arc<Office> {
        &self.hub.office
    }

    /// Takes no more requests, lets those under way end, and closes.
    ///
    /// # Errors
    /// The socket's.
    pub async fn stop(self) -> Result<(), HubError> {
        tracing::info!("the hub stops");
        self.hub.stopping.send_replace(true);
        self.handle.graceful_shutdown(Some(self.hub.limits.stopping));
        let served = self.serving.await;
        for task in self.beside {
            task.abort();
        }
        let what = match served {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => error.to_string(),
            Err(error) => error.to_string(),
        };
        Err(HubError::System { what })
    }
}

/// Opens what is on the disk or in the database, away from the threads that serve.
async fn open(
    options: Options,
    surroundings: Arc<dyn Surroundings>,
) -> Result<(Office, Certificates), HubError> {
    let opened = tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&options.data).map_err(|error| HubError::File {
            path: options.data.clone(),
            what: error.to_string(),
        })?;
        let certificates = Certificates::open(&options, surroundings.now())?;
        if options.database.as_ref().is_some_and(DatabaseServer::is_in_the_clear) {
            tracing::warn!(
                "what is said to the database can be read on the way; see --database-ca"
            );
        }
        let office = open_office(&options, surroundings)?;
        Ok((office, certificates))
    });
    opened.await.map_err(|error| HubError::System { what: error.to_string() })?
}

pub(crate) fn open_office(
    options: &Options,
    surroundings: Arc<dyn Surroundings>,
) -> Result<Office, HubError> {
    let database = match &options.database {
        Some(server) => Database::Server(server.clone()),
        None => Database::Folder(options.data.clone()),
    };
    Ok(Office::open_named(&database, options.office.as_deref(), surroundings)?)
}

fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), HubError> {
    let bound = TcpListener::bind(address).and_then(|listener| {
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    });
    bound.map_err(|error| HubError::Listen { listen: address.to_string(), what: error.to_string() })
}

fn accept(
    hub: &Arc<Hub>,
    front: &Arc<Front>,
    listener: TcpListener,
    certificates: &Certificates,
    handle: Handle<SocketAddr>,
) -> Result<impl Future<Output = std::io::Result<()>> + Send + use<>, HubError> {
    let limits = &hub.limits;
    let acceptor = RustlsAcceptor::new(certificates.config())
        .handshake_timeout(limits.silence)
        .acceptor(Door::new(limits.connections, limits.silence));
    let mut server = axum_server::from_tcp(listener)
        .map_err(|error| HubError::System { what: error.to_string() })?
        .acceptor(acceptor)
        .handle(handle)
        .http1_only();
    server
        .http_builder()
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.silence)
        .max_buf_size(64 * 1024);
    let routes = http::router(hub, front).into_make_service_with_connect_info::<SocketAddr>();
    Ok(server.serve(routes))
}

async fn tidy(hub: Arc<Hub>) {
    loop {
        tokio::time::sleep(TIDY).await;
        hub.turnstile.forget_the_quiet();
    }
}
