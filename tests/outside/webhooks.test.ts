// What is posted to addresses that others chose never reaches a machine of the house, however the address is written.

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { isOf, isPublic } from '#outside/networks.ts';
import { openPosts } from '#outside/webhooks.ts';

describe('an address', () => {
  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.0.8',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::a00:1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '',
    'localhost',
  ])('%s is not of the internet', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '192.169.0.1', '2a00:1450:4007::1', '2606:4700::1111'])(
    '%s is of the internet',
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );

  test('is of one’s own networks as it is, and not when it is written as another family', () => {
    expect(isOf(['10.0.0.0/8'], '10.1.2.3')).toBe(true);
    expect(isOf(['10.0.0.0/8'], '11.1.2.3')).toBe(false);
    expect(isOf(['10.0.0.0/8'], '::ffff:10.1.2.3')).toBe(false);
    expect(isOf(['fd00::/8'], 'fd12::1')).toBe(true);
    expect(isOf([], '10.1.2.3')).toBe(false);
  });
});

describe('nothing is sent', () => {
  const posting = (url: string) => ({ url, headers: {}, body: '{}' });

  test.each([
    ['PRIVATE_ADDRESS', 'https://localhost/'],
    ['PRIVATE_ADDRESS', 'https://127.1/'],
    ['PRIVATE_ADDRESS', 'https://2130706433/'],
    ['PRIVATE_ADDRESS', 'https://0x7f000001/'],
    ['PRIVATE_ADDRESS', 'https://[::1]/'],
    ['PRIVATE_ADDRESS', 'https://[::ffff:7f00:1]/'],
    ['PRIVATE_ADDRESS', 'https://169.254.169.254/latest/meta-data/'],
    ['NOT_SECURE', 'http://8.8.8.8/'],
    ['UNKNOWN_HOST', 'https://nulle-part.invalid/'],
  ])('%s: %s', async (failure, url) => {
    const posts = openPosts({ ownNetworks: [] });
    expect(await posts.post(posting(url))).toMatchObject({ status: null, failure });
    expect(await posts.refusalOf(url)).toBe(failure);
  });

  test('to a port that nobody listens at, or whose machine speaks no HTTP', async () => {
    const posts = openPosts({ ownNetworks: ['127.0.0.0/8'] });
    const server = createServer((socket) => socket.resume().end('bonjour\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await posts.post(posting(url))).toMatchObject({ failure: 'BROKEN_OFF' });
    const secure = url.replace('http:', 'https:');
    expect(['NOT_SECURE', 'BROKEN_OFF']).toContain((await posts.post(posting(secure))).failure);
    await new Promise((resolve) => server.close(resolve));
    expect(await posts.post(posting(url))).toMatchObject({ failure: 'UNREACHABLE' });
  });
});
