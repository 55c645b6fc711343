;;; guiju.el --- The language server of guiju -*- lexical-binding: t; -*-

;;; Commentary:

;; Eglot (Emacs 29 or later) talks with one server a buffer; with lsp-mode guiju stands beside others.
;; Put (load "/path/to/guiju.el") into your init file, and start Eglot in a manifest with M-x eglot.

;;; Code:

(defvar guiju-command '("guiju" "lsp")
  "The program that is the language server, and its arguments.")

(with-eval-after-load 'eglot
  (defvar eglot-server-programs)
  (dolist (mode '(toml-ts-mode conf-toml-mode yaml-mode yaml-ts-mode json-mode json-ts-mode js-json-mode))
    (add-to-list 'eglot-server-programs (cons mode guiju-command))))

(with-eval-after-load 'lsp-mode
  (declare-function lsp-register-client "lsp-mode")
  (declare-function make-lsp-client "lsp-mode")
  (declare-function lsp-stdio-connection "lsp-mode")
  (declare-function lsp-activate-on "lsp-mode")
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection (lambda () guiju-command))
                    :activation-fn (lsp-activate-on "toml" "yaml" "json" "markdown")
                    :add-on? t
                    :server-id 'guiju)))

(provide 'guiju)
;;; guiju.el ends here
