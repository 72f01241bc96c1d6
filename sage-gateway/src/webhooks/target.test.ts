import { describe, expect, it } from '@jest/globals';
import { checkUrl, isPublic } from './target.ts';

const codeOf = (url: string, allowPrivate = false) => {
  try {
    checkUrl(url, allowPrivate);
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:a00:1::',
    'no address',
  ])('%s is not of the public internet', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    '%s is of the public internet',
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );
});

describe('the URL of a subscriber', () => {
  it.each([
    'https://hooks.example.com/sage?tenant=7',
    'https://8.8.8.8/hook',
    'https://hooks.example.com:8443/',
  ])('%s is taken', (url) => {
    expect(codeOf(url)).toBe('taken');
  });

  it.each([
    'no url',
    'ftp://hooks.example.com/',
    'file:///etc/passwd',
    'http://hooks.example.com/',
    'https://user:word@hooks.example.com/',
    'https://hooks.example.com/#part',
    'https://localhost/hook',
    'http://localhost:8100/hook',
    'https://10.0.0.7/hook',
    'https://[::1]/hook',
    'https://[::ffff:10.0.0.7]/hook',
    'https://2130706433/hook',
    'https://0x7f.1/hook',
  ])('%s is refused', (url) => {
    expect(codeOf(url)).toBe('WEBHOOK_URL_REFUSED');
  });

  it.each([
    'https://10.0.0.7/hook',
    'http://localhost:9000/',
    'http://127.0.0.1:9000/',
    'http://[::1]:9000/',
  ])('%s is taken where private addresses are allowed', (url) => {
    expect(codeOf(url, true)).toBe('taken');
  });

  it('may never be plain http to another machine', () => {
    expect(codeOf('http://10.0.0.7/hook', true)).toBe('WEBHOOK_URL_REFUSED');
    expect(codeOf('http://127.example.com/hook', true)).toBe('WEBHOOK_URL_REFUSED');
  });
});
