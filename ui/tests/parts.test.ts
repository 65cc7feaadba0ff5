import { expect, test } from 'vitest';
import { after, dotted, index } from '../src/step/month';
import { groups, isNumber, masked } from '../src/lib/number';
import { href, parse, type Route } from '../src/lib/route';

test.each<Route>([
  { screen: 'desk' },
  { screen: 'bin' },
  { screen: 'settings' },
  { screen: 'choose', applicant: 3 },
  { screen: 'tasks', draft: 1 },
  { screen: 'review', draft: 1 },
  { screen: 'export', draft: 1 },
  { screen: 'step', draft: 1, step: 'basic' },
  { screen: 'step', draft: 1, step: 'basic', part: 2 },
  { screen: 'step', draft: 1, step: '个人 经历/1', fact: 'person.name', back: 'review' },
])('an address leads back to where it came from: %o', (route) => {
  expect(parse(href(route))).toEqual(route);
});

test.each(['', '#', '#/nowhere', '#/draft', '#/draft/x', '#/applicant/1.5'])('%s leads to the desk', (hash) => {
  expect(parse(hash)).toEqual({ screen: 'desk' });
});

test.each([
  ['11010519491231002X', ['110105', '1949', '1231', '002X'], '110105********002X'],
  ['110105********002X', ['110105', '****', '****', '002X'], '110105********002X'],
  ['13800008000', ['138', '0000', '8000'], '138****8000'],
  ['01062961234', ['01062961234'], '010****1234'],
  ['62961234', ['62961234'], '********'],
  ['E12345678', ['E12345678'], 'E****5678'],
  ['19491231', ['19491231'], '********'],
  ['1949-12-31', ['1949-12-31'], '**********'],
  ['1949年12月31日', ['1949年12月31日'], '***********'],
  ['zhangsan@example.cn', ['zhangsan@example.cn'], 'z***@example.cn'],
  ['sun@@example.cn', ['sun@@example.cn'], 's***@example.cn'],
  ['sun@', ['sun@'], 's***@'],
  ['200606', ['200606'], '******'],
  ['', [''], ''],
])('%s is read in groups and masked', (text, grouped, hidden) => {
  expect(groups(text)).toEqual(grouped);
  expect(masked(text)).toBe(hidden);
});

test.each([
  ['11010519491231002X', true],
  ['2011.09 — 2015.06', true],
  ['示例路 1 号', false],
  ['ZHANG SAN', false],
  ['', false],
])('%s is set as a number: %s', (text, number) => {
  expect(isNumber(text)).toBe(number);
});

test.each([
  ['201109', '2011.09', '201110', 24140],
  ['201512', '2015.12', '201601', 24191],
  ['201513', '201513', '', undefined],
  ['至今', '至今', '', undefined],
])('%s is a month, or is left alone', (month, shown, next, count) => {
  expect([dotted(month), after(month), index(month)]).toEqual([shown, next, count]);
});
