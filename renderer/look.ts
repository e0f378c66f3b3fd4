/** What every page of ours looks by. */
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import './tokens.css';
import './base.css';
import './ui/ui.css';
import './other-media.css';
