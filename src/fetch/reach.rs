//! Which addresses of machines may be gone to. Only what a person names may lie in this machine or its network: a page or
//! a list that leads there would have the program ask, in the reader's name, what no one outside can.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use thiserror::Error as ThisError;
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Names resolved, and private addresses left out where they may not be gone to. The connection is made to what is given
/// here, so that a name cannot come to mean another address in between.
pub(super) struct Guard<R> {
    names: R,
    may_be_private: bool,
    /// Whether all that was resolved was private.
    private: Arc<AtomicBool>,
}

impl<R> Guard<R> {
    /// Any address; `private` is set where it was a private one.
    pub fn open(names: R, private: Arc<AtomicBool>) -> Guard<R> {
        Guard { names, may_be_private: true, private }
    }

    /// Public addresses alone.
    pub fn public(names: R) -> Guard<R> {
        Guard { names, may_be_private: false, private: Arc::default() }
    }
}

impl<R> fmt::Debug for Guard<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.debug_struct("Guard").field("may_be_private", &self.may_be_private).finish()
    }
}

impl<R: Resolver> Resolver for Guard<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let all = self.names.resolve(uri, config, timeout)?;
        self.private.store(!all.iter().any(|address| is_public(address.ip())), Ordering::Relaxed);
        if self.may_be_private {
            return Ok(all);
        }
        let mut public = DefaultResolver::default().empty();
        all.iter().filter(|address| is_public(address.ip())).for_each(|address| public.push(*address));
        if public.is_empty() { Err(Error::Other(Box::new(Private))) } else { Ok(public) }
    }
}

/// Nothing but private addresses.
#[derive(Debug, ThisError)]
#[error("the address is one of this machine or its network")]
pub(super) struct Private;

/// Whether a machine of that address is reached from everywhere.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_shared = a == 100 && b & 0b1100_0000 == 64;
    let is_of_protocols = (a, b, c) == (192, 0, 0) || (a, b, c) == (192, 88, 99);
    let is_of_tests = a == 198 && b & !1 == 18;
    !(a == 0
        || a >= 224
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_documentation()
        || is_shared
        || is_of_protocols
        || is_of_tests)
}

/// Public ones begin with the bits 001; some of these hold an IPv4 address, which then decides.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, _, _, g, h] = address.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match (a, b) {
        // Translated to IPv4 by the network.
        (0x64, 0xff9b) => address.segments()[2..6] == [0; 4] && is_public_v4(v4(g, h)),
        (0x2002, _) => is_public_v4(v4(b, c)),
        // Teredo, benchmarks and the like; documentation.
        (0x2001, 0..=0x1ff) | (0x2001, 0xdb8) => false,
        (0x3fff, 0..=0xfff) => false,
        // The IPv4 address is mapped into it.
        (0, 0) if (c, d) == (0, 0) && address.segments()[4..6] == [0, 0xffff] => is_public_v4(v4(g, h)),
        _ => a & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_addresses_are_told_from_all_others() {
        for private in [
            "0.0.0.0",
            "0.1.2.3",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::8.8.8.8",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "3fff::1",
            "4000::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700::1",
            "2001:4860::8888",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::1",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }
}
