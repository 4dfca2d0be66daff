// Which addresses of the network are the world's, and which are somebody's own: what the platform is told to call by strangers
// must never be a machine of its own house. Knows no name: names are resolved by who calls.
import { BlockList, isIP } from 'node:net';

/** IPv4 that is nobody's on the internet: private, loopback, link-local, carrier NAT, benchmarks, documentation, multicast (RFC 6890). */
const closedV4 = `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`;

/** Of the one block of IPv6 that is given out (2000::/3), what leads into an IPv4 network or nowhere: Teredo, ORCHID, documentation, 6to4. */
const closedV6 = '2001::/23 2001:db8::/32 2002::/16 3fff::/20';

const listOf = (ranges: readonly string[]) => {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/');
    list.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
};

const closed = listOf(`${closedV4} ${closedV6}`.trim().split(/\s+/));
const givenOut = listOf(['2000::/3']);

/** Whether an address is of one of these networks (CIDR). An IPv4 address written as IPv6 (::ffff:…) is of none. */
export function isOf(ranges: readonly string[], address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !isMapped(address) && listOf(ranges).check(address, family === 6 ? 'ipv6' : 'ipv4');
}

const mapped = listOf(['::ffff:0:0/96']);
const isMapped = (address: string) => isIP(address) === 6 && mapped.check(address, 'ipv6');

/** Whether an address is one of the internet, which anybody may be sent to. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !closed.check(address, 'ipv4');
  return isIP(address) === 6 && givenOut.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}
