import { describe, expect, it } from 'vitest';
import { byteRate, byteSize } from './bytes.ts';
import { hostAndPort } from './hosts.ts';
import { count, counted, percent } from './numbers.ts';
import { dateAndTime, duration, offsetSeconds, offsetTime } from './times.ts';
import { uncapitalised } from './words.ts';

describe('numbers', () => {
  it('groups by three', () => {
    expect(count(20481)).toBe('20\u202f481');
    expect(counted(1, 'chunk')).toBe('1 chunk');
    expect(counted(0, 'chunk')).toBe('0 chunks');
    expect(counted(2, 'entry', 'entries')).toBe('2 entries');
  });

  it('never reaches a hundred per cent before the end', () => {
    expect(percent(999, 1000)).toBe(99);
    expect(percent(1000, 1000)).toBe(100);
    expect(percent(0, 0)).toBe(0);
  });
});

it('bytes', () => {
  expect(byteSize(1)).toBe('1 byte');
  expect(byteSize(999)).toBe('999 bytes');
  expect(byteSize(1000)).toBe('1 kB');
  expect(byteSize(999_999)).toBe('1 MB');
  expect(byteSize(12_400_000)).toBe('12.4 MB');
  expect(byteRate(84_000_000, 1)).toBe('84 MB/s');
  expect(byteRate(1, 0)).toBe('– MB/s');
});

it('times', () => {
  expect(offsetSeconds(0.3941)).toBe('+0.394 s');
  expect(offsetSeconds(-1)).toBe('−1.000 s');
  expect(offsetTime(0.3941, 'seconds')).toBe('+0.394 s');
  expect(offsetTime(-0.3941, 'milliseconds')).toBe('−394.1 ms');
  expect(duration(0.0000125)).toBe('13 µs');
  expect(duration(0.012)).toBe('12 ms');
  expect(duration(6.04)).toBe('6.04 s');
  expect(duration(200)).toBe('3 min 20 s');
  expect(duration(3600)).toBe('1 h 0 min');
  expect(dateAndTime(0)).toBe('no clock in this capture');
  expect(dateAndTime(1_700_000_000)).toContain('2023');
});

it('hosts', () => {
  expect(hostAndPort('10.0.0.1:50000')).toEqual({ host: '10.0.0.1', port: '50000' });
  expect(hostAndPort('[::1]:1935')).toEqual({ host: '::1', port: '1935' });
  expect(hostAndPort('somewhere')).toEqual({ host: 'somewhere', port: '' });
});

it('the beginning of a sentence inside of another', () => {
  expect(uncapitalised('The connection is encrypted (RTMPS)')).toBe(
    'the connection is encrypted (RTMPS)',
  );
  expect(uncapitalised('RTMP is tunnelled through HTTP')).toBe('RTMP is tunnelled through HTTP');
});
