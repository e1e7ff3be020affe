/** The model that a new portal sets up for itself, from the template it ships. */
export const SAMPLE = {
  templateRef: 'template:default/sklearn-service',
  /** The catalog of a new portal takes a moment to hold these. */
  neededRefs: [
    'template:default/sklearn-service',
    'group:default/flight-ops-ds',
    'system:default/flight-operations',
    'resource:default/nyc-flights',
  ],
  modelRef: 'mlmodel:default/flight-delay',
  params: { namespace: 'default', name: 'flight-delay' },
  pythonPackage: 'flight_delay',
  environment: 'production',
  /** Where a push goes by itself: the first of the template's environments. */
  pushEnvironment: 'staging',
  /** Version 1 learns from the winter months. */
  templateValues: {
    name: 'flight-delay',
    title: 'Flight delay risk',
    description:
      'Whether a flight from New York will arrive 15 minutes late or more, known at its scheduled departure.',
    owner: 'group:default/flight-ops-ds',
    system: 'system:default/flight-operations',
    target: 'arrival-delay-15',
    dataset: 'resource:default/nyc-flights',
    riskTier: 'minimal',
    ci: 'local',
    // No flight is sent while version 2 takes over: a canary would wait for nothing.
    release: 'all-at-once',
    trainFrom: '2013-01-01',
    trainUntil: '2013-03-01',
    // Replayed flights reach half a year back; nothing of them may expire.
    retention: 'P400D',
  },
  /** Version 2 learns from the year up to September. */
  retrained: { from: '2013-01-01', until: '2013-09-01' },
  /** Flights of the months after training, in the order in which they flew. */
  replay: {
    from: '2013-03-01',
    /** From here on version 2 answers. */
    takeover: '2013-10-01',
    /** From here on flights come more densely. */
    lastDays: '2013-12-28',
    until: '2014-01-01',
    /** One flight in ten: 27,000 or so, enough for every chart. */
    every: 10,
    /** One in two: more than 500 on the last day of ours, which drift is judged by. */
    everyOfLastDays: 2,
    /** Flight time is mapped onto so many days before now. */
    days: 180,
    /** Predictions a second: leaves most of one core to the pages. */
    rate: 150,
  },
  /** Predictions a second of the trickle that goes on. */
  liveRate: 2,
} as const;
