import { isIPv4 } from 'node:net';

/** @param host - a name or address, IPv6 with or without brackets */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return (
    name === 'localhost' ||
    name === '::1' ||
    (isIPv4(name) && name.startsWith('127.'))
  );
}
