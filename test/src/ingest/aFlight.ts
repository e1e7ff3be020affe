import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';

const CARRIERS = ['AA', 'B6', 'DL', 'EV', 'MQ', 'UA', 'US', 'WN'];
const ORIGINS = ['EWR', 'JFK', 'LGA'];
const DESTINATIONS = ['ATL', 'BOS', 'CLT', 'FLL', 'LAX', 'MCO', 'ORD', 'SFO'];

/** The n-th of some flights: ten inputs as a model of delays would take them. */
export function aFlight(n: number): {
  inputs: NamedValues;
  outputs: NamedValues;
} {
  const wind = (n * 37) % 29;
  return {
    inputs: {
      carrier: CARRIERS[n % CARRIERS.length],
      origin: ORIGINS[(n * 5) % ORIGINS.length],
      destination: DESTINATIONS[(n * 3) % DESTINATIONS.length],
      distance: 187 + ((n * 7919) % 2400),
      month: 1 + (n % 12),
      hour: 5 + ((n * 11) % 19),
      departure_delay: ((n * 31) % 120) - 12.5,
      temperature: 20.3 + ((n * 13) % 70),
      wind_speed: wind + 0.25,
      is_holiday: n % 41 === 0,
    },
    outputs: {
      delayed: (n * 17) % 5 === 0,
      probability: ((n * 7907) % 9973) / 9973,
    },
  };
}

/** Whether the n-th flight was late after all: as often as its probability says. */
export function anOutcome(n: number): { delayed: boolean } {
  const { probability } = aFlight(n).outputs;
  // Multiples of the golden ratio lie evenly between 0 and 1 (Weyl).
  return { delayed: (n * 0.6180339887498949) % 1 < Number(probability) };
}
