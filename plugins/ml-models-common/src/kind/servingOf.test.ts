import { aModel } from './__testUtils__/aModel';
import { servingOf } from './servingOf';

const endpoint = 'https://models.example.com/flight-delay/infer';

describe('servingOf', () => {
  it('is by the default runtime unless the model names one', () => {
    expect(servingOf(aModel(), 'local')).toEqual({ runtime: 'local' });
    expect(servingOf(aModel({ serving: {} }), 'local').runtime).toBe('local');
    const model = aModel({ serving: { runtime: 'external' } });
    expect(servingOf(model, 'local').runtime).toBe('external');
  });

  it('is at an endpoint of its own where it is deployed elsewhere alone', () => {
    const model = aModel({ serving: { endpoint } });
    expect(servingOf(model, 'external')).toEqual({
      runtime: 'external',
      endpoint,
    });
    expect(servingOf(model, 'local')).toEqual({ runtime: 'local' });
  });
});
