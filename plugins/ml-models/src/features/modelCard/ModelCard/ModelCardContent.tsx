import { Link, MarkdownContent } from '@backstage/core-components';
import { FoundModelCard } from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useState } from 'react';
import { Subtle } from '../../../components/Subtle/Subtle';
import { resolveCardLink } from './resolveCardLink';

/** Some 15 lines: the purpose shows, and what is below the card stays in reach. */
const FOLDED_HEIGHT_PX = 320;
/** A card that fits is not folded; a line takes some 80 characters. */
const FOLDED_LENGTH_MIN = 1_200;

const useStyles = makeStyles({
  folded: {
    maxHeight: FOLDED_HEIGHT_PX,
    overflow: 'hidden',
    maskImage: 'linear-gradient(to bottom, black 80%, transparent)',
  },
  // What a table of a card is wider than the page by scrolls within the card.
  text: { overflowX: 'auto' },
});

export function ModelCardContent({ card }: { card: FoundModelCard }) {
  const classes = useStyles();
  const foldable = card.markdown.length > FOLDED_LENGTH_MIN;
  const [open, setOpen] = useState(false);
  const folded = foldable && !open;
  return (
    <>
      <CardFacts card={card} />
      {/* Folded, its links are out of sight: the keyboard must not get there. */}
      <div
        className={clsx(classes.text, folded && classes.folded)}
        {...(folded && { inert: '' })}
      >
        <MarkdownContent
          content={card.markdown}
          transformLinkUri={href => resolveCardLink(href, card.url)}
          transformImageUri={src => resolveCardLink(src, card.url)}
        />
      </div>
      {foldable && (
        <Button
          size="small"
          onClick={() => setOpen(!open)}
          aria-expanded={open}
        >
          {open ? 'Show less' : 'Show the whole card'}
        </Button>
      )}
    </>
  );
}

function CardFacts({ card }: { card: FoundModelCard }) {
  const { license, libraryName, baseModels, datasets } = card.facts;
  const facts = [
    libraryName,
    datasets.length > 0 && `learnt from ${datasets.join(', ')}`,
    baseModels.length > 0 && `based on ${baseModels.join(', ')}`,
    license && `licence ${license}`,
  ].filter(Boolean);
  return (
    <Subtle component="p">
      {facts.map(fact => `${fact} · `)}
      <Link underline="always" to={card.url}>
        MODEL_CARD.md
      </Link>
    </Subtle>
  );
}
