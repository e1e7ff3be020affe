import { layOutCaption, LINE_PX } from './layOutCaption';

/** Every letter is 6 px wide. */
const widthOf = (text: string) => text.length * 6;

const caption = {
  title: 'Quality',
  subject: 'Flight delay risk · production · version 3',
  legend: ['accuracy', 'ROC AUC', 'version 2'].map(name => ({
    name,
    color: 'blue',
    dash: 'solid' as const,
  })),
  foot: ['n = 500 labels'],
};

describe('layOutCaption', () => {
  it('takes one line for each part where there is room', () => {
    const layout = layOutCaption(caption, 800, widthOf);
    expect(layout.subject).toEqual([caption.subject]);
    expect(layout.legendLines).toBe(1);
    expect(layout.foot).toEqual(caption.foot);
  });

  it('breaks subject and legend into lines of a narrow picture, and cuts nothing', () => {
    const wide = layOutCaption(caption, 800, widthOf);
    const narrow = layOutCaption(caption, 200, widthOf);
    expect(narrow.subject).toEqual([
      'Flight delay risk · production',
      '· version 3',
    ]);
    expect(narrow.legend.map(({ line }) => line)).toEqual([0, 0, 1]);
    expect(narrow.headPx - wide.headPx).toBe(2 * LINE_PX);
  });
});
