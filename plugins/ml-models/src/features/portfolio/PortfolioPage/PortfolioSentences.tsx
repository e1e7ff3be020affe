import { BackstageTheme } from '@backstage/theme';
import { Portfolio } from '@noshelfware/backstage-plugin-ml-models-common';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { formatCount } from '../../../components/formatNumber/formatNumber';
import { PortfolioGroup } from '../filterPortfolio';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
    gap: theme.spacing(2),
    margin: theme.spacing(0, 0, 3),
    padding: 0,
    listStyle: 'none',
  },
  sentence: {
    width: '100%',
    justifyContent: 'flex-start',
    padding: theme.spacing(1, 2),
    gap: theme.spacing(1.5),
    borderRadius: theme.shape.borderRadius,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  chosen: {
    borderColor: theme.palette.primary.main,
    boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
  },
  number: { ...theme.typography.h4, marginBottom: 0 },
  words: { ...theme.typography.body2, textAlign: 'left' },
}));

interface Sentence {
  group: PortfolioGroup;
  count: (portfolio: Portfolio) => number;
  one: string;
  many: string;
}

const SENTENCES: readonly Sentence[] = [
  {
    group: 'in-production',
    count: portfolio => portfolio.inProduction,
    one: 'model is in production',
    many: 'models are in production',
  },
  {
    group: 'on-shelf',
    count: portfolio => portfolio.onShelf,
    one: 'model is on the shelf',
    many: 'models are on the shelf',
  },
  {
    group: 'without-owner',
    count: portfolio => portfolio.withoutOwner,
    one: 'model has no owner',
    many: 'models have no owner',
  },
  {
    group: 'failing',
    count: portfolio => portfolio.failing,
    one: 'model is failing now',
    many: 'models are failing now',
  },
];

export interface PortfolioSentencesProps {
  portfolio: Portfolio;
  chosen: PortfolioGroup | undefined;
  onChoose: (group: PortfolioGroup | undefined) => void;
}

/** Four sentences; choosing one shows the models that it counts. */
export function PortfolioSentences(props: PortfolioSentencesProps) {
  const classes = useStyles();
  return (
    <ul className={classes.root}>
      {SENTENCES.map(({ group, count, one, many }) => {
        const number = count(props.portfolio);
        const chosen = props.chosen === group;
        return (
          <li key={group}>
            <ButtonBase
              className={clsx(classes.sentence, chosen && classes.chosen)}
              aria-pressed={chosen}
              onClick={() => props.onChoose(chosen ? undefined : group)}
            >
              <span className={classes.number}>{formatCount(number)}</span>{' '}
              <span className={classes.words}>{number === 1 ? one : many}</span>
            </ButtonBase>
          </li>
        );
      })}
    </ul>
  );
}
