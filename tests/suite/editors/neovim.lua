-- What a person does in Neovim, with the settings that are in `editors/neovim`: opens a manifest with a slip, reads what is found, asks what
-- a word means, has a word completed, takes a fix, follows a citation, and writes. Told as JSON on standard output.

vim.opt.runtimepath:prepend(vim.env.GUIJU_EDITORS .. "/neovim")
vim.opt.swapfile = false
vim.cmd("filetype on")

local PATIENCE = 60000

local function found(code)
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    if diagnostic.code == code then
      return diagnostic
    end
  end
end

local function place(needle, further)
  for at, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    local column = line:find(needle, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { at, column - 1 + further })
      return
    end
  end
  error(needle .. " stands nowhere")
end

local function ask(method, params)
  local answers, problem = vim.lsp.buf_request_sync(0, method, params, PATIENCE)
  assert(answers, problem)
  for _, answer in pairs(answers) do
    assert(not answer.err, vim.inspect(answer.err))
    return answer.result
  end
end

local function walk()
  local told = {}
  assert(vim.wait(PATIENCE, function() return found("manifest/unknown-key") ~= nil end, 20), "nothing is found")
  told.message = found("manifest/unknown-key").message
  told.line = vim.api.nvim_buf_get_lines(0, found("manifest/unknown-key").lnum, found("manifest/unknown-key").lnum + 1, true)[1]
  local client = vim.tbl_values(vim.lsp.buf_get_clients(0))[1]
  told.root = client.config.root_dir
  place("[answers.people.purpose]", 10)
  told.hover = ask("textDocument/hover", vim.lsp.util.make_position_params(0, client.offset_encoding)).contents.value
  place('impact = "high"', 11)
  told.words = {}
  for _, item in ipairs(ask("textDocument/completion", vim.lsp.util.make_position_params(0, client.offset_encoding)).items) do
    table.insert(told.words, item.label)
  end
  local line = found("manifest/unknown-key").lnum
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  params.range = { start = { line = line, character = 0 }, ["end"] = { line = line, character = 0 } }
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, line), only = { "quickfix" } }
  local actions = ask("textDocument/codeAction", params)
  told.actions = vim.tbl_map(function(action) return action.title end, actions)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
  assert(vim.wait(PATIENCE, function() return found("manifest/unknown-key") == nil end, 20), "it is still there")
  vim.cmd("silent write")
  place('"README.md#', 8)
  local there = ask("textDocument/definition", vim.lsp.util.make_position_params(0, client.offset_encoding))
  vim.lsp.util.jump_to_location(there, client.offset_encoding)
  told.there = { vim.fn.expand("%:t"), vim.api.nvim_get_current_line() }
  return told
end

-- What newer versions read.
local function newer()
  local enabled
  local real = vim.lsp.enable
  vim.lsp.enable = function(name) enabled = name end
  dofile(vim.env.GUIJU_EDITORS .. "/neovim/plugin/guiju.lua")
  vim.lsp.enable = real
  return enabled
end

vim.api.nvim_create_autocmd("VimEnter", {
  callback = function()
    local fine, told = pcall(walk)
    if fine then
      told.newer = newer()
    end
    io.stdout:write(vim.json and vim.json.encode({ fine = fine, told = told }) or vim.fn.json_encode({ fine = fine, told = told }))
    vim.cmd("qall!")
  end,
})
