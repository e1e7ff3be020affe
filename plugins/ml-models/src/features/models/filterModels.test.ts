import { aDeploymentSummary } from '../../__testUtils__/builders/aDeployment';
import { aFailingVerdict } from '../../__testUtils__/builders/aVerdict';
import { aModelSummary } from '../../__testUtils__/builders/aModelSummary';
import { FACETS } from './facets';
import { countValues, filterModels, ModelFilters } from './filterModels';

const OPEN: ModelFilters = {
  q: '',
  mine: false,
  owner: [],
  live: [],
  deployment: [],
  verdict: [],
  task: [],
  lifecycle: [],
  risk: [],
  system: [],
};

const delay = aModelSummary({ tags: ['weather'] });
const churn = aModelSummary({
  modelRef: 'mlmodel:default/churn',
  title: 'Churn',
  owner: undefined,
  ownerTitle: undefined,
  ownerExists: false,
  environments: [{ name: 'production' }],
  verdict: aFailingVerdict(),
});
const models = [delay, churn];

function found(filters: Partial<ModelFilters>, ownRefs: string[] = []) {
  return filterModels(models, { ...OPEN, ...filters }, ownRefs);
}

it('lets everything through without filters', () => {
  expect(found({})).toEqual(models);
});

it('finds models that hold every word of the search, wherever it stands', () => {
  expect(found({ q: 'FLIGHT weather' })).toEqual([delay]);
  expect(found({ q: 'delay churn' })).toEqual([]);
});

it('keeps what the viewer owns', () => {
  expect(found({ mine: true }, ['group:default/flight-ops-ds'])).toEqual([
    delay,
  ]);
});

it('takes any value within a facet and every facet together', () => {
  expect(found({ verdict: ['failing', 'healthy'] })).toEqual(models);
  expect(found({ verdict: ['failing'], live: ['production'] })).toEqual([]);
});

it('finds what has no owner, and what is live nowhere', () => {
  expect(found({ owner: ['nobody'] })).toEqual([churn]);
  expect(found({ live: ['nowhere'] })).toEqual([churn]);
});

it('finds what waits for an approval', () => {
  const waiting = aModelSummary({
    environments: [
      {
        name: 'production',
        activeDeployment: aDeploymentSummary({ status: 'awaiting-approval' }),
      },
    ],
  });
  const building = aModelSummary({
    environments: [
      {
        name: 'production',
        activeDeployment: aDeploymentSummary({ status: 'building' }),
      },
    ],
  });
  const deploying = [...models, waiting, building];
  expect(
    filterModels(deploying, { ...OPEN, deployment: ['awaiting-approval'] }, []),
  ).toEqual([waiting]);
  const [deployment] = FACETS.filter(facet => facet.id === 'deployment');
  expect(countValues(deploying, deployment, [])).toEqual([
    { value: 'awaiting-approval', label: 'Waiting for approval', count: 1 },
    { value: 'under-way', label: 'Under way', count: 1 },
  ]);
});

it('counts what each value would leave, worst verdict first', () => {
  const [verdict] = FACETS.filter(facet => facet.id === 'verdict');
  expect(countValues(models, verdict, ['degraded'])).toEqual([
    { value: 'failing', label: 'Failing', count: 1 },
    { value: 'degraded', label: 'degraded', count: 0 },
    { value: 'healthy', label: 'Healthy', count: 1 },
  ]);
});
