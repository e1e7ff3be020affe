import { TokenPurpose } from '@noshelfware/backstage-plugin-ml-models-common';

/** What a token of a purpose lets its bearer do. */
export const PURPOSES: Record<TokenPurpose, { title: string; use: string }> = {
  ingest: {
    title: 'Send inference records',
    use: 'For an OpenTelemetry exporter or Collector that sends the records of this model.',
  },
  register: {
    title: 'Register versions',
    use: 'For a pipeline that builds versions elsewhere.',
  },
  git: {
    title: 'Push code',
    use: 'The password of git push; the user name does not matter.',
  },
};
