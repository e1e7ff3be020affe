import Typography from '@material-ui/core/Typography';
import { Component, ReactNode } from 'react';

interface DrawingBoundaryState {
  failed: boolean;
}

/** Keeps a drawing that cannot be loaded from taking the page with it. */
export class DrawingBoundary extends Component<
  { children: ReactNode },
  DrawingBoundaryState
> {
  static getDerivedStateFromError(): DrawingBoundaryState {
    return { failed: true };
  }

  state: DrawingBoundaryState = { failed: false };

  render() {
    return this.state.failed ? (
      <Typography variant="body2" color="textSecondary" align="center">
        The chart could not be drawn. “Show as table” in its menu has the same
        data; reloading the page tries again.
      </Typography>
    ) : (
      this.props.children
    );
  }
}
