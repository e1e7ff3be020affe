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
  it('is drawn after what stands above it', async () => {
    const commits: string[][] = [];
    const drawn: string[] = [];
    function Page() {
      useEffect(() => {
        commits.push([...drawn]);
      }, []);
      return (
        <>
          <Section name="Above" drawn={drawn} />
          <BelowTheFold>
            <Section name="Below" drawn={drawn} />
          </BelowTheFold>
        </>
      );
    }
    render(<Page />);
    expect(
      await screen.findByRole('heading', { name: 'Below' }),
    ).toBeInTheDocument();
    // When the page was first drawn, it was without what is below.
    expect(commits).toEqual([['Above']]);
    expect(drawn).toEqual(['Above', 'Below']);
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
