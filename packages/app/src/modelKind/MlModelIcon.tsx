import SvgIcon, { SvgIconProps } from '@material-ui/core/SvgIcon';

/** Inputs that meet in an output; a model, in words for those who cannot see it. */
export const MlModelIcon = (props: SvgIconProps) => (
  <SvgIcon titleAccess="Model" {...props}>
    <path d="M5 2a3 3 0 1 0 2.6 4.5l5.8 3.9a3.5 3.5 0 0 0-.3 .6H7.8a3 3 0 1 0 0 2h5.3c.1.2.2.4.3.6l-5.8 3.9A3 3 0 1 0 8 19c0-.3 0-.6-.1-.8l6.8-4.6a3.5 3.5 0 1 0 0-3.2L7.9 5.8c.1-.2.1-.5.1-.8a3 3 0 0 0-3-3z" />
  </SvgIcon>
);
