import { TokenPurpose } from '@noshelfware/backstage-plugin-ml-models-common';

export interface PurposeWords {
  title: string;
  /** @param models - e.g. `this model` */
  use: (models: string) => string;
}

/** What a token of a purpose lets its bearer do. */
export const PURPOSES: Record<TokenPurpose, PurposeWords> = {
  ingest: {
    title: 'Send inference records',
    use: models =>
      `For an OpenTelemetry exporter or Collector that sends the records of ${models}.`,
  },
  register: {
    title: 'Register versions',
    use: models =>
      `For a pipeline that builds versions of ${models} elsewhere.`,
  },
  git: {
    title: 'Push code',
    use: models =>
      `The password of git push to the code of ${models}; the user name does not matter.`,
  },
};
