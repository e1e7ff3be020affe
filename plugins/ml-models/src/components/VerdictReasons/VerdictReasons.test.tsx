import { screen } from '@testing-library/react';
import {
  anUnconfirmedVerdict,
  aVerdictSoFar,
  aVerdict,
} from '../../__testUtils__/builders/aVerdict';
import { ClockContext } from '../RelativeTime/useNow';
import { renderModels } from '../../__testUtils__/renderModels';
import { VerdictReasons } from './VerdictReasons';

describe('VerdictReasons', () => {
  it('says of what looks bad for too short a time so, and not unknown', async () => {
    renderModels(<VerdictReasons verdict={anUnconfirmedVerdict()} />);
    const word = await screen.findByText('Looks bad so far');
    expect(word.previousElementSibling?.getAttribute('class')).toMatch(
      /-warning-/,
    );
    expect(screen.getByRole('listitem')).toHaveTextContent(
      /^7 of 13 features have drifted .* seen in 1 window of 5 minutes so far/,
    );
  });

  it('does not call well without reserve what has begun to look bad', async () => {
    const [fine, drifting] = anUnconfirmedVerdict().reasons;
    renderModels(
      <VerdictReasons
        verdict={aVerdict({
          reasons: [fine, { ...drifting, state: 'healthy' }],
        })}
      />,
    );
    expect(await screen.findByText('Healthy so far')).toBeInTheDocument();
    expect(screen.getAllByRole('listitem')[0]).toHaveTextContent(/drifted/);
  });

  it('does not call well without reserve what has not been judged yet', async () => {
    renderModels(<VerdictReasons verdict={aVerdictSoFar()} />);
    expect(await screen.findByText('Healthy so far')).toBeInTheDocument();
    expect(
      screen.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      'Drift of features: not judged yet, 120 of 500 requests',
      'Serving 0 % errors',
    ]);
  });

  it.each([
    ['2026-03-01T11:55:30.000Z', 'Judged 4 minutes ago'],
    ['2026-03-01T11:59:30.000Z', ''],
  ])('judged at %s, says when: %s', async (judgedAt, words) => {
    const noon = Date.parse('2026-03-01T12:00:00.000Z');
    renderModels(
      <ClockContext.Provider value={() => noon}>
        <VerdictReasons verdict={aVerdict({ judgedAt, limits: [] })} />
      </ClockContext.Provider>,
    );
    const word = await screen.findByText('Healthy');
    expect(word.closest('div')?.textContent?.trim()).toBe(
      `Healthy ${words}`.trim(),
    );
  });

  it('does not say when it was judged that it has not been judged', async () => {
    renderModels(
      <VerdictReasons
        verdict={aVerdict({
          state: 'unknown',
          judgedAt: '2020-03-01T12:00:00.000Z',
        })}
      />,
    );
    await screen.findByText('Unknown');
    expect(screen.queryByText(/Judged/)).not.toBeInTheDocument();
  });

  it('is plain about what is confirmed', async () => {
    renderModels(<VerdictReasons verdict={aVerdict()} />);
    expect(await screen.findByText('Healthy')).toBeInTheDocument();
  });
});
