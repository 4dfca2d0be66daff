// The cookies of a session and of a known device, over https and over plain http.
import { describe, expect, test } from 'vitest';
import { rememberDevice } from '#domain/accounts/known-devices.ts';
import { newToken } from '#domain/tokens.ts';
import { cookieOver } from '../session-cookie.ts';

const secure = cookieOver(true);
const plain = cookieOver(false);
const expires = new Date(Date.UTC(2026, 11, 1, 12));

describe('the session cookie', () => {
  test('over https belongs to this host alone, is out of reach of scripts, and is not sent from other sites', () => {
    const token = newToken();
    const cookie = secure.sessionCookie(token, expires);
    expect(cookie).toBe(
      `__Host-session=${token}; Path=/; HttpOnly; SameSite=Lax; Secure; Expires=Tue, 01 Dec 2026 12:00:00 GMT`,
    );
    expect(cookie).not.toContain('Domain');
  });

  test('over plain http, for trying out, has neither the prefix nor Secure, which browsers would refuse', () => {
    expect(plain.sessionCookie(newToken(), expires)).toMatch(
      /^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=/,
    );
  });

  test('is read among others, and one of another name or shape is none', () => {
    const token = newToken();
    expect(secure.readSessionToken(`theme=dark; __Host-session=${token}; a=b`)).toBe(token);
    expect(secure.readSessionToken(`session=${token}`)).toBeNull();
    expect(plain.readSessionToken(`__Host-session=${token}`)).toBeNull();
    expect(plain.readSessionToken(`xsession=${token}; asession=${token}`)).toBeNull();
    for (const value of ['', 'x', `${token}x`, `${token} `.repeat(2), 'a'.repeat(100_000), '"', `${token.slice(1)}é`])
      expect(plain.readSessionToken(`session=${value}`)).toBeNull();
    for (const header of [undefined, null, '', ';', '=;=', 'session'])
      expect(plain.readSessionToken(header)).toBeNull();
  });

  test('is never written with what is not a token', () => {
    for (const token of ['', 'x; Domain=exemple.fr', `${newToken()}\r\nSet-Cookie: a=b`])
      expect(() => plain.sessionCookie(token, expires)).toThrow();
  });

  test('is cleared under the same name and path', () => {
    expect(secure.clearedSessionCookie()).toBe(
      '__Host-session=; Path=/; HttpOnly; SameSite=Lax; Secure; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    );
  });
});

describe('the cookie of a known device', () => {
  const device = rememberDevice(null, '0199a000-0000-7000-8000-000000000001');

  test('belongs to this host alone, is out of reach of scripts, and outlives the session', () => {
    expect(secure.deviceCookie(device, 86_400_500)).toBe(
      `__Host-device=${device}; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=86400`,
    );
    expect(plain.deviceCookie(device, 1000)).toBe(`device=${device}; Path=/; HttpOnly; SameSite=Lax; Max-Age=1`);
    expect(secure.readDevice(`__Host-session=${newToken()}; __Host-device=${device}`)).toBe(device);
  });

  test('of another shape is none, and is never written', () => {
    for (const value of ['', ' ', 'é', '"', 'a b', 'a'.repeat(601), `${device}\r\nSet-Cookie: a=b`]) {
      expect(plain.readDevice(`device=${value}`)).toBeNull();
      expect(() => plain.deviceCookie(value, 1000)).toThrow();
    }
    for (const header of [undefined, null, '', 'device', `xdevice=${device}`])
      expect(plain.readDevice(header)).toBeNull();
  });
});
