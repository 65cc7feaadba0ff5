import { start } from '../lib/start';
import App from './app.svelte';
import '../tokens.css';
import '../base.css';
import '../controls.css';

void start(App);
