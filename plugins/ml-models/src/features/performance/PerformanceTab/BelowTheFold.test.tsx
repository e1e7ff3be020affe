import { render, screen } from '@testing-library/react';
import { useEffect } from 'react';
import { BelowTheFold } from './BelowTheFold';

function Section(props: { name: string; drawn: string[] }) {
  const { name, drawn } = props;
  useEffect(() => {
    drawn.push(name);
  }, [name, drawn]);
  return <h2>{name}</h2>;
}

describe('BelowTheFold', () => {
  it('is drawn after what stands above it, section by section', async () => {
    const drawn: string[] = [];
    const { container } = render(
      <>
        <Section name="Above" drawn={drawn} />
        <BelowTheFold>
          <Section name="Below" drawn={drawn} />
          <Section name="Last" drawn={drawn} />
        </BelowTheFold>
      </>,
    );
    const sections = new Set([container.textContent]);
    const onScreen = new MutationObserver(() =>
      sections.add(container.textContent),
    );
    onScreen.observe(container, { childList: true, subtree: true });
    expect(
      await screen.findByRole('heading', { name: 'Last' }),
    ).toBeInTheDocument();
    onScreen.disconnect();
    // When the page was first drawn, it was without what is below.
    expect([...sections]).toEqual(['Above', 'AboveBelow', 'AboveBelowLast']);
    expect(drawn).toEqual(['Above', 'Below', 'Last']);
  });

  it('is drawn with the rest from then on', async () => {
    const page = (name: string) => (
      <BelowTheFold>
        <h2>{name}</h2>
      </BelowTheFold>
    );
    const { rerender } = render(page('Before'));
    await screen.findByRole('heading', { name: 'Before' });
    rerender(page('After'));
    expect(screen.getByRole('heading', { name: 'After' })).toBeInTheDocument();
  });
});
