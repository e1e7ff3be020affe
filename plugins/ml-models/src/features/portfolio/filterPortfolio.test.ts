import { aModelSummary } from '../../__testUtils__/builders/aModelSummary';
import { aFailingVerdict } from '../../__testUtils__/builders/aVerdict';
import { filterPortfolio, PortfolioGroup } from './filterPortfolio';

const live = aModelSummary({
  title: 'live',
  environments: [{ name: 'staging' }, { name: 'eu-west', liveVersion: 1 }],
});
const staged = aModelSummary({
  title: 'staged',
  environments: [{ name: 'staging', liveVersion: 1 }, { name: 'eu-west' }],
  onShelf: true,
});
const orphan = aModelSummary({
  title: 'orphan',
  environments: [],
  ownerExists: false,
  verdict: aFailingVerdict(),
});

it.each<[PortfolioGroup, string[]]>([
  ['in-production', ['live']],
  ['on-shelf', ['staged']],
  ['without-owner', ['orphan']],
  ['failing', ['orphan']],
])('finds the models that are %s', (group, titles) => {
  const found = filterPortfolio([live, staged, orphan], group);
  expect(found.map(({ title }) => title)).toEqual(titles);
});
