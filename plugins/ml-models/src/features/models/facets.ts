import { parseEntityRef } from '@backstage/catalog-model';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import {
  ModelSummary,
  waitsForDecision,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { STATUS_LOOKS } from '../../components/StatusWord/statusLooks';
import {
  VERDICT_WORDINGS,
  VERDICT_WORDS,
  wordingOf,
} from '../../components/VerdictReasons/verdictWording';

export const FACET_IDS = [
  'owner',
  'live',
  'deployment',
  'verdict',
  'task',
  'lifecycle',
  'risk',
  'system',
] as const;
export type FacetId = (typeof FACET_IDS)[number];

export interface FacetValue {
  value: string;
  label: string;
}

export interface Facet {
  id: FacetId;
  title: string;
  /** Under which of its values a model is found. */
  valuesOf: (model: ModelSummary) => FacetValue[];
  /** Values in an order of their own; others by their label. */
  order?: readonly string[];
}

export const NOWHERE = 'nowhere';
const NOBODY = 'nobody';
const WAITING = 'awaiting-approval';
const UNDER_WAY = 'under-way';

function plain(value: string | undefined): FacetValue[] {
  return value ? [{ value, label: value }] : [];
}

function ownerOf(model: ModelSummary): FacetValue[] {
  return model.owner && model.ownerExists
    ? [{ value: model.owner, label: model.ownerTitle ?? shortRef(model.owner) }]
    : [{ value: NOBODY, label: 'No owner' }];
}

function liveIn(model: ModelSummary): FacetValue[] {
  const live = model.environments.filter(
    environment => environment.liveVersion !== undefined,
  );
  return live.length
    ? live.flatMap(environment => plain(environment.name))
    : [{ value: NOWHERE, label: 'Live nowhere' }];
}

/** A model with a deployment that waits for a person, and another under way, is in both. */
function deploymentsOf({ environments }: ModelSummary): FacetValue[] {
  const waits = environments
    .flatMap(({ activeDeployment }) => activeDeployment ?? [])
    .map(({ status }) => waitsForDecision(status));
  return [
    ...(waits.includes(true)
      ? [{ value: WAITING, label: STATUS_LOOKS['awaiting-approval'].word }]
      : []),
    ...(waits.includes(false)
      ? [{ value: UNDER_WAY, label: 'Under way' }]
      : []),
  ];
}

function shortRef(ref: string): string {
  return humanizeEntityRef(parseEntityRef(ref), {
    defaultKind: parseEntityRef(ref).kind,
  });
}

/** The rail of the model catalog, from top to bottom. */
export const FACETS: readonly Facet[] = [
  { id: 'owner', title: 'Owner', valuesOf: ownerOf },
  { id: 'live', title: 'Live in', valuesOf: liveIn },
  {
    id: 'deployment',
    title: 'Deployment',
    order: [WAITING, UNDER_WAY],
    valuesOf: deploymentsOf,
  },
  {
    id: 'verdict',
    title: 'Verdict',
    order: VERDICT_WORDINGS,
    valuesOf: ({ verdict }) => {
      const wording = wordingOf(verdict);
      return [{ value: wording, label: VERDICT_WORDS[wording] }];
    },
  },
  { id: 'task', title: 'Task', valuesOf: model => plain(model.task) },
  {
    id: 'lifecycle',
    title: 'Lifecycle',
    valuesOf: model => plain(model.lifecycle),
  },
  { id: 'risk', title: 'Risk tier', valuesOf: model => plain(model.riskTier) },
  {
    id: 'system',
    title: 'System',
    valuesOf: ({ system }) =>
      system ? [{ value: system, label: shortRef(system) }] : [],
  },
];
