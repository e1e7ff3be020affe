import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';

/** One signal with its state, in a sentence that a person can act on. */
export type Reason = Verdict['reasons'][number];
